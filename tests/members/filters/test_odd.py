"""What an address may hold and no page offers: left out and said, and never kept with a view."""

import pytest

from members.models import Field, SavedView
from organizations.models import Role

URL = "/o/north/people/"


@pytest.fixture
def number(north):
    return f"field-{Field.objects.create(name='Children', folded='children', kind=Field.Kind.NUMBER).pk}"


@pytest.mark.parametrize("value", ["1e-20000", "0E-20000", "NaN", "1" + 30 * "0"])
def test_number_that_nobody_has_is_left_out_and_said(sign_in, number, value):
    page = sign_in(Role.DIRECTOR).get(f"{URL}?{number}.is={value}")

    assert page.context["chips"] == []
    assert "The filter “Children” in this address means nothing here" in page.text


@pytest.mark.parametrize("asked", ["sort=" + "x" * 90, "sort=%00", "columns=%00,status", "columns=" + "x" * 900])
def test_view_keeps_no_column_that_is_none(sign_in, north, asked):
    client = sign_in(Role.DIRECTOR)
    client.post(f"{URL}views/new/?{asked}", {"name": "Odd"})
    view = SavedView.objects.get()

    assert (view.sort, view.columns) == ("name", ["status"] if "status" in asked else [])
    assert client.get(f"{URL}?view={view.pk}").status_code == 200
