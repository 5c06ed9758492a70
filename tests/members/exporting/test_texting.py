"""Files for texting tools: only who said yes, one row each, and why the others are not in it."""

import pytest

from members.exporting import files, texting
from members.models import Member
from tests.members.conftest import reach
from tests.members.exporting.conftest import people, rows


@pytest.fixture
def everybody(north) -> dict[str, Member]:
    """One of each: who may be texted, and each reason for which somebody may not."""
    names = ("May Yes", "No Thanks", "Never Asked", "Land Line", "Wrong Number", "Twin One", "Twin Two")
    found = dict(zip(names, people(*names), strict=True))
    reach(found["May Yes"], "phone", "+15035550100", label="mobile", may_text="yes")
    reach(found["May Yes"], "email", "may@example.org")
    reach(found["May Yes"], "address", "12 Elm St, 97201", postal_code="97201")
    reach(found["No Thanks"], "phone", "+15035550101", label="mobile", may_text="no")
    reach(found["Never Asked"], "phone", "+15035550102", label="mobile")
    reach(found["Land Line"], "phone", "+15035550103", label="home", may_text="yes")
    reach(found["Wrong Number"], "phone", "+15035550104", label="mobile", may_text="yes", standing="wrong")
    for twin in ("Twin One", "Twin Two"):
        reach(found[twin], "phone", "+15035550105", label="mobile", may_text="yes")
    return found


def test_only_who_said_yes_is_in_it_and_the_others_are_counted(ask, everybody, keeper):
    export = ask("?status=contact", shape="spoke", columns=[])

    may = everybody["May Yes"]
    assert rows(export) == [
        ["firstName", "lastName", "cell", "zip", "external_id"],
        ["May", "Yes", "+15035550100", "97201", str(may.pk)],
    ]
    assert export.left_out == {"refused": 1, "not_asked": 1, "no_mobile": 1, "no_phone": 1, "shared": 2}
    page = keeper.get(f"/o/north/people/exports/{export.pk}/").text
    assert "2 share their phone with somebody else" in page
    assert "Twin One" in page


def test_file_has_no_mark_before_the_first_heading(ask, everybody):

    export = ask("?status=contact", shape="rumbleup", columns=[])

    assert files.path(export.stored_as).read_bytes().startswith(b'"phone","first_name","email"\r\n')


@pytest.mark.parametrize(
    ("shape", "headings", "row"),
    [
        ("hustle", ["first_name", "last_name", "phone_number", "email", "follow_up", "Status"],
         ["May", "Yes", "+15035550100", "may@example.org", "", "Contact"]),
        ("rumbleup", ["phone", "first_name", "email", "custom1"],
         ["+15035550100", "May", "may@example.org", "Contact"]),
    ],
)  # fmt: skip
def test_each_tool_gets_its_own_columns_and_then_ours(ask, everybody, shape, headings, row):
    export = ask("?status=contact", shape=shape, columns=["status"])

    assert rows(export) == [headings, row]


def test_phone_that_is_shared_with_someone_off_the_list_is_left_out(ask, everybody):
    Member.objects.filter(pk=everybody["Twin Two"].pk).update(status="former")

    assert ask("?status=contact", shape="spoke").left_out["shared"] == 1


def test_nobody_in_the_file_is_said(ask, north, keeper):
    people("Ann A")

    export = ask("?status=contact", shape="spoke")

    assert "Nobody is in the file." in keeper.get(f"/o/north/people/exports/{export.pk}/").text


def test_workbook_is_refused_for_texting(keeper, north):
    answer = keeper.post("/o/north/people/export/", {"reason": "x", "shape": "spoke", "format": "xlsx"})

    assert answer.status_code == 422
    assert "Texting tools take CSV files." in answer.text


def test_every_reason_has_words():
    assert all(str(words) for words in texting.REASONS.values())
