"""The page that asks how, whom it reaches, and what it says when something is not as it was."""

import pytest

from activities.models import Activity
from audit.models import AuditEvent
from members.bulk.registry import doings
from members.changing.meanwhile import sentences
from members.models import ChangeSet, Field, Member, MemberTag, Team, Unit, UnitKind
from tests.members.bulk.conftest import changed, of, people, send, url
from tests.members.conftest import tag
from tests.members.conftest import url as page_of


def test_page_names_the_number_and_what_will_happen(director, north):
    people(3)

    page = director.get(url("organizer")).text

    assert "Assign an organizer: 3 people" in page
    assert "All of them get this organizer." in page
    assert "Change 3 people" in page


def test_another_number_than_was_shown_changes_nobody(director, north):
    people(3)

    answer = send(director, "status", n=2, value="member")

    assert answer.status_code == 422
    assert "it was about 2 people, and is about 3 now" in answer.text
    assert 'name="n" value="3"' in answer.text
    assert not Member.objects.filter(status="member").exists()


def test_nobody_ticked_is_said(director, north):
    answer = director.post(url("status"), {}, follow=True)

    assert "Tick somebody first" in answer.text


def test_organizer_reaches_their_own_people_only(sign_in, person, north):
    people(2, organizer=person("organizer"))
    strangers = people(2)

    answer = send(sign_in("organizer"), "status", n=2, value="member")
    sneaked = send(sign_in("organizer"), "status", n=2, value="former", pick=[str(each.pk) for each in strangers])

    assert (answer.status_code, sneaked.status_code) == (303, 422)
    assert Member.objects.filter(status="member").count() == 2
    assert not Member.objects.filter(status="former").exists()


def test_one_event_when_it_is_asked_and_one_when_it_is_done(director, person, north):
    people(2)

    send(director, "status", n=2, value="member")

    events = AuditEvent.objects.filter(action="member.bulk_edit", object_id=changed().pk).order_by("seq")
    assert [event.fields for event in events] == [["asked", "people:2", "status"], ["done", "people:2", "status"]]
    assert {event.actor_id for event in events} == {person("director").pk}


def test_change_of_somebody_else_is_not_there(director, sign_in, north):
    people(1)
    send(director, "status", n=1, value="member")

    owner = sign_in("owner")

    assert owner.get(of("bulk_done", changed())).status_code == 404
    assert owner.post(of("bulk_undo", changed())).status_code == 404
    assert "Status: 1 person" in owner.get("/o/north/jobs/").text
    assert owner.get(f"/o/north/jobs/{changed().pk}/").status_code == 200


def test_organizer_sees_their_own_changes_among_the_work_and_nobody_elses(director, sign_in, person, north):
    people(1, organizer=person("organizer"))
    send(director, "status", n=1, value="member")
    organizer = sign_in("organizer")
    send(organizer, "status", n=1, query="?status=member", value="former")
    theirs = ChangeSet.objects.get(by=person("director"))

    page = organizer.get("/o/north/jobs/")

    assert [job.by for job in page.context["ended"]] == [person("organizer")]
    assert organizer.get(f"/o/north/jobs/{theirs.pk}/").status_code == 404


@pytest.mark.parametrize("do", ["organizer", "tag", "untag", "unit", "field", "status", "archive"])
def test_page_asks_the_same_for_one_and_for_many(director, north, do, django_assert_max_num_queries):
    people(40)

    with django_assert_max_num_queries(16):
        assert director.get(url(do)).status_code == 200


def test_nothing_to_do_leads_back_to_the_list(director, north):
    answer = director.get(url("nothing"), follow=True)

    assert answer.redirect_chain[0][0] == "/o/north/people/?status=contact"
    assert "choose what to do" in answer.text
    assert not ChangeSet.objects.exists()


def test_undo_twice_says_that_there_is_nothing(director, north):
    people(1)
    send(director, "status", n=1, value="member")
    director.post(of("bulk_undo", changed()))

    answer = director.post(of("bulk_undo", changed()), follow=True)

    assert "nothing to undo any more" in answer.text


def test_two_who_were_picked_are_put_side_by_side(director, north):
    one, two = people(2)

    answer = director.post("/o/north/people/duplicates/picked/", {"pick": [str(one.pk), str(two.pk)]}, follow=True)

    assert answer.redirect_chain[0][0].startswith("/o/north/people/duplicates/")
    assert "P000 Q" in answer.text
    assert "P001 Q" in answer.text


def test_one_alone_is_nobodys_double(director, north):
    answer = director.post("/o/north/people/duplicates/picked/", {"pick": [str(people(1)[0].pk)]}, follow=True)

    assert "Select two people who may be one" in answer.text


def test_list_has_a_bar_for_those_who_may(director, sign_in, north):
    assert 'id="bulk"' in director.get("/o/north/people/").text
    assert sign_in("viewer").get("/o/north/people/").status_code == 403


def test_export_and_merge_of_the_bar_ask_for_rights_of_their_own(director, sign_in, north):
    one, two = people(2)

    asked = director.post("/o/north/people/change/", {"do": "export", "pick": [str(one.pk)]})
    merge = director.post("/o/north/people/change/", {"do": "merge", "pick": [str(one.pk), str(two.pk)]})
    refused = sign_in("organizer").post("/o/north/people/change/", {"do": "merge", "pick": [str(one.pk)]})

    assert asked.url.startswith("/accounts/reauthenticate/")
    assert merge.url.startswith("/o/north/people/duplicates/")
    assert refused.status_code == 403


def test_people_can_be_selected_without_a_script(director, north):
    people(2)

    page = director.get("/o/north/people/?status=contact&pick=1")

    assert page.text.count('name="pick"') == 2
    assert page.context["misread"] == []


@pytest.mark.parametrize("do", list(doings))
def test_history_of_everybody_opens_after_each_thing_done_to_many(director, person, north, do):
    member, steward, kind = people(2)[0], tag("steward"), UnitKind.objects.get()
    unit = Unit.objects.create(kind=kind, name="east", folded="east")
    dues = Field.objects.create(name="Dues", folded="dues", kind="text")
    MemberTag.objects.create(member=member, tag=steward)
    value = {"organizer": str(person("organizer").pk), "unit": f"{kind.pk}:{unit.pk}", "status": "member", "field": "5"}
    value["team"] = str(Team.objects.create(name="Welcome").pk)
    value["invite"] = str(Activity.objects.create(name="Rally", folded="rally", on="2199-01-01").pk)
    send(director, do, n=2, tag=str(steward.pk) if do == "untag" else str(tag("new").pk), which=str(dues.pk),
         value=value.get(do, ""), what="Call them", whose="me")  # fmt: skip
    assert changed().cells.filter(member=member).exists()

    late = sentences([member.pk], ["director"])[member.pk]
    lines = [line.text for line in director.get(page_of("history", member)).context["lines"]]

    assert all(
        any(begin in text for begin in (" changed ", " archived ", " put them ", " invited them "))
        for text in (late, lines[0])
    )


def test_archiving_of_many_is_told_in_words(director, north):
    member = people(2)[0]
    send(director, "archive", n=2)

    assert "changed whether they are archived, " in sentences([member.pk], ["director"])[member.pk]
    lines = [line.text for line in director.get(page_of("history", member)).context["lines"]]
    assert lines == ["Director North River archived this person"]
