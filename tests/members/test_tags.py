"""Tags as a whole: renamed, put into another one, deleted, brought back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from members import going
from members.models import Gone, GoneFrom, Member, MemberTag, SavedView, Tag
from members.tags import actions
from members.tags.actions import TagsRefused
from tests.members.conftest import tag

LIST = "/o/north/settings/tags/"


def at(*parts):
    return LIST + "".join(f"{part}/" for part in parts)


def put(given_name, *tags):
    member = Member.objects.create(given_name=given_name)
    MemberTag.objects.bulk_create(MemberTag(member=member, tag=each) for each in tags)
    return member


def worn():
    """Who has which tags."""
    found = {member.given_name: set() for member in Member.objects.filter(user_id=None)}
    for name, word in MemberTag.objects.values_list("member__given_name", "tag__name"):
        found[name].add(word)
    return found


@pytest.fixture
def drives(north):
    return tag("Drives")


@pytest.fixture
def driver(drives):
    """The same word once more: Ana has one, Bea the other, Caro both."""
    made = tag("Driver")
    put("Ana", drives)
    put("Bea", made)
    put("Caro", drives, made)
    return made


def test_list_counts_and_asks_as_often_for_many_as_for_one(driver, sign_in):
    client = sign_in("data_lead")
    with CaptureQueriesContext(connection) as few:
        page = client.get(LIST)
    for n in range(3):
        put(f"P{n}", tag(f"T{n}"))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert [(each.name, each.n) for each in page.context["tags"]] == [("Driver", 2), ("Drives", 2)]
    assert len(few) == len(many) <= 12


def test_rename_holds_wherever_the_tag_stands(drives, driver, sign_in):
    client = sign_in("director")
    assert client.post(at(drives.pk), {"name": " Has  a car "}).url == LIST

    assert worn()["Ana"] == {"Has a car"}
    assert AuditEvent.objects.filter(action="tag.edit", object_id=drives.pk).exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "This field is required."), ("DRIVER", "There is a tag of this name already."), ("a, b", "no comma")],
)
def test_name_that_cannot_be_comes_back(drives, driver, sign_in, name, sentence):
    response = sign_in("director").post(at(drives.pk), {"name": name})

    assert response.status_code == 422
    assert sentence in response.text


def test_merge_and_back_is_as_before(drives, driver, sign_in):
    client, before = sign_in("director"), worn()
    page = client.post(at(driver.pk, "merge"), {"into": drives.pk}, follow=True)
    assert worn() == {"Ana": {"Drives"}, "Bea": {"Drives"}, "Caro": {"Drives"}}
    assert f'action="{at(driver.pk, "restore")}"' in page.text
    client.post(at(driver.pk, "restore"))

    assert worn() == before
    assert not Gone.objects.exists()


def test_links_and_views_that_name_it_ask_for_the_other_from_then_on(drives, driver, person, sign_in):
    was = str(driver.pk)
    tree = {"how": "all", "parts": [{"field": "tag", "op": "is", "values": [was]}]}
    view = SavedView.objects.create(owner=person("director"), name="D", folded="d", filters=tree)
    actions.merge_tags(driver, into=drives, by=person("owner"))
    client = sign_in("director")

    for asked in ({"tag": was}, {"view": str(view.pk)}):
        page = client.get("/o/north/people/", asked)
        assert {row["member"].given_name for row in page.context["rows"]} == {"Ana", "Bea", "Caro"}
        assert page.context["chips"][0]["label"] == "Tag is Drives"


def test_merges_come_apart_the_last_first(drives, driver, person):
    by, other, before = person("owner"), tag("Wheels"), worn()
    first = actions.merge_tags(driver, into=drives, by=by)
    actions.merge_tags(drives, into=other, by=by)
    with pytest.raises(TagsRefused, match="“Drives” is gone too"):
        actions.bring_back(first, by=by)
    for gone in Gone.objects.order_by("-at", "-id"):
        actions.bring_back(gone, by=by)

    assert worn() == before


def test_delete_and_back_is_as_before(drives, driver, sign_in):
    client, before = sign_in("data_lead"), worn()
    client.post(at(driver.pk, "delete"))
    assert worn() == {"Ana": {"Drives"}, "Bea": set(), "Caro": {"Drives"}}
    client.post(at(driver.pk, "restore"))

    assert worn() == before


def test_second_of_two_deletes_is_told_that_it_is_gone(drives, driver, person):
    actions.delete_tag(Tag.objects.get(pk=driver.pk), by=person("owner"))

    with pytest.raises(TagsRefused, match="“Driver” is gone meanwhile"):
        actions.delete_tag(driver, by=person("owner"))
    assert Gone.objects.count() == 1


def test_name_that_was_given_again_is_told(drives, driver, sign_in):
    client = sign_in("data_lead")
    client.post(at(driver.pk, "delete"))
    tag("Driver")
    client.post(at(driver.pk, "restore"))

    assert "There is a tag of this name again." in client.get(LIST).text


@pytest.mark.parametrize("into", ["", "own", "01234567-89ab-7def-8123-456789abcdef"])
def test_merge_needs_another_tag(drives, driver, sign_in, into):
    response = sign_in("owner").post(at(driver.pk, "merge"), {"into": driver.pk if into == "own" else into})

    assert response.status_code == 422
    assert Tag.objects.count() == 2


def test_form_that_was_open_is_late_after_a_merge(drives, driver, person):
    bea = Member.objects.get(given_name="Bea")
    actions.merge_tags(driver, into=drives, by=person("owner"))

    assert Member.objects.get(pk=bea.pk).changed_at > bea.changed_at


def test_who_had_it_is_forgotten_after_thirty_days(drives, driver, person, sign_in):
    was = driver.pk
    actions.merge_tags(driver, into=drives, by=person("owner"))
    Gone.objects.update(at=timezone.now() - timedelta(days=31))
    going.forget()

    assert not GoneFrom.objects.exists()
    assert Gone.objects.get().into == drives.pk
    assert sign_in("owner").post(at(was, "restore")).status_code == 404


@pytest.mark.parametrize("role", ["organizer", "coach", "viewer"])
def test_tags_are_for_those_who_keep_them(drives, sign_in, role):
    client = sign_in(role)

    assert {client.get(LIST).status_code, client.post(at(drives.pk, "delete")).status_code} == {403}
    assert Tag.objects.exists()
