"""Asking for a file, looking at it, getting it and stopping it."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from audit.models import ReadEvent
from conversations.models import Notice
from members.exporting import files
from members.models import Export, SavedView
from tests.members.exporting.conftest import FORM, new, people, url


def test_form_offers_the_columns_of_the_list_ticked(keeper, person):
    view = SavedView.objects.create(
        owner=person("data_lead"),
        name="V",
        folded="v",
        columns=["reach", "status"],
        filters={"how": "all", "parts": []},
    )

    form = keeper.get(new(f"?view={view.pk}")).context["form"]

    assert form["columns"].value() == ["phone", "email", "status"]
    assert "reach" not in dict(form.fields["columns"].choices)


def test_file_without_a_reason_is_refused_and_keeps_what_was_typed(keeper, north):
    people("Ann A")

    answer = keeper.post(new(), {**FORM, "reason": " ", "format": "xlsx", "columns": ["phone"]})

    assert answer.status_code == 422
    assert "Say who it is for" in answer.text
    assert answer.context["form"]["columns"].value() == ["phone"]
    assert not Export.objects.exists()


def test_nobody_on_the_list_is_said(keeper, north):
    assert "There is nobody on this list" in keeper.get(new("?status=former")).text


def test_ticks_go_along_with_the_form(keeper, north):
    ann = people("Ann A", "Ben B")[0]

    answer = keeper.post(new(), {"pick": [str(ann.pk)]})

    assert answer.status_code == 200
    assert "Take 1 person out as a file" in answer.text
    assert f'name="pick" value="{ann.pk}"' in answer.text


def test_file_is_for_who_asked_alone(ask, keeper, sign_in, north):
    people("Ann A")
    export = ask("?status=contact")

    answer = keeper.get(url("export_file", export))

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="people-2')
    assert answer.content == files.path(export.stored_as).read_bytes()
    read = ReadEvent.objects.get(action="member.export")
    assert (read.object_id, read.n_objects) == (export.pk, 1)
    assert sign_in("director").get(url("export", export)).status_code == 404


def test_file_whose_hour_is_over_says_so(ask, keeper, north):
    export = ask()
    Export.objects.update(expires_at=Now() - timedelta(seconds=1))

    answer = keeper.get(url("export_file", export), follow=True)

    assert "This file is no longer there" in answer.text
    assert "is removed. Open the list" in answer.text


def test_page_asks_again_until_the_file_is_there(keeper, ask, north):
    keeper.post(new(), FORM)
    waiting, asked = Export.objects.get(), {"HX-Request": "true", "HX-Target": "export"}

    going_on = keeper.get(url("export", waiting), headers=asked)
    Export.objects.update(status="failed", trouble="No room.")
    ended = keeper.get(url("export", waiting), headers=asked)

    assert (going_on.status_code, ended.status_code) == (200, 286)
    assert "The file waits for its turn." in going_on.text
    assert "There is no file. No room." in ended.text


def test_stop_makes_no_file(keeper, north):
    keeper.post(new(), FORM)
    export = Export.objects.get()

    keeper.post(url("export_stop", export))

    assert Export.objects.get().status == "stopped"
    assert "Stopped by a person." in keeper.get(url("export", export)).text
    assert "nothing to stop" in keeper.post(url("export_stop", export), follow=True).text


def test_it_stands_under_work_under_way_for_those_with_the_right(ask, sign_in, keeper, north):
    people("Ann A")
    ask("?status=contact")

    assert "A file of 1 person" in keeper.get("/o/north/jobs/").text
    assert "A file of 1 person" in sign_in("director").get("/o/north/jobs/").text
    assert "A file of 1 person" not in sign_in("organizer").get("/o/north/jobs/").text


def test_who_asked_and_the_owners_are_told(ask, person, sign_in, north):
    people("Ann A")
    ask("?status=contact")

    told = {(notice.to, notice.kind) for notice in Notice.objects.select_related("to")}
    assert told == {(person("data_lead"), "members.export_ready"), (person("owner"), "members.exported")}
    page = sign_in("owner").get("/o/north/notices/").text
    assert "took a list out as a file: 1 person." in page
    assert "For: Bao, to call everyone" in page


@pytest.mark.parametrize("n", [1, 3])
def test_statements_of_the_form_do_not_grow(keeper, north, django_assert_max_num_queries, n):
    people(*(f"P{i} Q" for i in range(n)))

    with django_assert_max_num_queries(12):
        keeper.get(new())


def test_list_offers_it_to_those_with_the_right(keeper, sign_in, north):
    offer = '<option value="export">'

    assert offer in keeper.get("/o/north/people/change/bar/").text
    assert offer not in sign_in("organizer").get("/o/north/people/change/bar/").text
