"""The pages of duplicates: looking, comparing, putting together, different people, taking apart."""

import re

import pytest
from django.urls import reverse

from members.duplicates import finding
from members.models import DifferentPeople, DuplicateGroup, DuplicateRun, Member, MergeRecord
from tests.members.duplicates.conftest import someone

PAGES = [("duplicates", ()), ("duplicates_progress", ())]
NOBODY = "01900000-0000-7000-8000-000000000000"
POSTS = [
    ("look_for_duplicates", ()), ("merge_chosen", ()), ("different", (NOBODY,)), ("take_back_different", (NOBODY,)),
    ("apart", (NOBODY,)),
]  # fmt: skip


def url(name: str, *args: object, slug: str = "north") -> str:
    return reverse(f"members:{name}", args=[slug, *args])


@pytest.fixture
def group(looked) -> DuplicateGroup:
    return DuplicateGroup.objects.get(kind="same")


@pytest.mark.parametrize(("name", "args"), [*PAGES, *POSTS], ids=lambda value: value if isinstance(value, str) else "")
def test_who_may_not(north, south, sign_in, client, name: str, args: tuple[str, ...]):
    post = (name, args) in POSTS
    ask = "post" if post else "get"

    assert getattr(sign_in("organizer"), ask)(url(name, *args)).status_code == 403
    assert getattr(sign_in("director"), ask)(url(name, *args, slug="south")).status_code == 404
    assert getattr(client, ask)(url(name, *args)).status_code == 302
    assert getattr(sign_in("director"), "get" if post else "put")(url(name, *args)).status_code == 405


def test_first_visit_says_what_it_does(north, sign_in):
    page = sign_in("data_lead").get(url("duplicates")).text

    assert "Nobody has looked for duplicates yet" in page
    assert "Look for duplicates" in page


def test_groups_with_the_reason_best_first(group, sign_in, twice, household):
    client = sign_in("data_lead")
    page = client.get(url("duplicates")).text

    assert "same phone, same address, similar name" in page
    assert "Very likely" in page
    assert "May be one person (1)" in page
    assert "(503) 555-0142" in page
    assert "Rosa Villanueva" not in page
    shared = client.get(url("duplicates") + "?show=phone").text
    assert "a household" in shared
    assert "Rosa Villanueva" in shared


def test_statements_stay_the_same(group, sign_in, looked, django_assert_max_num_queries):
    for n in range(5):
        pair = [someone(f"Twin{n}", "Quill"), someone(f"Twin{n}", "Quil")]
        made = DuplicateGroup.objects.create(run=looked, kind="same", score=0.9, evidence=[["given", "", 0]])
        made.entries.bulk_create(made.entries.model(group=made, member=member) for member in pair)
    client = sign_in("data_lead")

    with django_assert_max_num_queries(15):  # three of them are the session's and the read event
        assert "Twin4 Quill" in client.get(url("duplicates")).text


def test_asking_twice_looks_once(north, sign_in):
    client = sign_in("data_lead")
    for _press in range(2):
        assert client.post(url("look_for_duplicates")).status_code == 303

    assert DuplicateRun.objects.get().asked_by.given_name
    assert "is being looked over" in client.get(url("duplicates")).text
    assert 'id="run"' in client.get(url("duplicates_progress"), headers={"HX-Request": "true", "HX-Target": "run"}).text
    finding.work(DuplicateRun.objects.get().pk)
    ended = client.get(url("duplicates_progress"), headers={"HX-Request": "true", "HX-Target": "run"})
    assert (ended.status_code, "Last looked over" in ended.text) == (286, True)


def test_putting_together_field_by_field(group, sign_in, twice):
    client = sign_in("data_lead")
    page = client.get(url("merge", group.pk))
    form = page.context["form"]
    sent = {**form.proposed(), "given_name": str(twice[1].pk)}

    assert "Where they differ" in page.text
    # What a browser would send: both ticked, and the one who stays chosen.
    ticked = re.findall(r'type="(\w+)" name="(\w+)" value="([^"]+)"[^>]* checked', page.text)
    assert {("checkbox", "same", str(member.pk)) for member in twice} <= set(ticked)
    assert ("radio", "survivor", str(twice[0].pk)) in ticked
    assert client.post(url("merge", group.pk), sent).status_code == 303

    record = MergeRecord.objects.get()
    twice[0].refresh_from_db()
    assert (record.survivor, record.merged, twice[0].given_name) == (twice[0], twice[1], "Delores")
    listed = client.get(url("duplicates")).text
    assert "Put together" in listed
    assert url("apart", record.pk) in listed
    assert "same phone, same address" not in listed


def test_form_that_makes_no_sense_is_shown_again(group, sign_in, twice):
    client = sign_in("data_lead")
    sent = {"survivor": str(twice[0].pk), "same": [str(twice[1].pk)]}

    again = client.post(url("merge", group.pk), sent)

    assert again.status_code == 422
    assert "Tick at least two rows" in again.text
    assert not MergeRecord.objects.exists()
    assert client.post(url("merge", group.pk), {"survivor": NOBODY}).status_code == 422


def test_who_signs_in_stays(group, sign_in, twice):
    Member.objects.filter(pk=twice[1].pk).update(user_id=NOBODY)
    client = sign_in("data_lead")
    form = client.get(url("merge", group.pk)).context["form"]
    assert form.proposed()["survivor"] == str(twice[1].pk)

    refused = client.post(url("merge", group.pk), {**form.proposed(), "survivor": str(twice[0].pk)})

    assert refused.status_code == 422
    assert "signs in here" in refused.text


def test_several_groups_at_once(group, sign_in, twice):
    client = sign_in("data_lead")
    assert client.post(url("merge_chosen"), {"group": ["nonsense"]}, follow=True).status_code == 200
    assert not MergeRecord.objects.exists()

    client.post(url("merge_chosen"), {"group": [str(group.pk)]})
    assert MergeRecord.objects.get().survivor == twice[0]


def test_three_put_together_offer_no_undo_that_takes_back_one(group, sign_in, twice):
    third = Member.objects.create(given_name="Dolores", family_name="Ankra")
    group.entries.create(member=third)
    client = sign_in("data_lead")

    done = client.post(url("merge_chosen"), {"group": [str(group.pk)]}, follow=True)

    records = MergeRecord.objects.all()
    assert len(records) == 2
    assert not any(url("apart", record.pk) in done.text for record in records)


def test_different_people_are_remembered_and_taken_back(group, sign_in, twice):
    client = sign_in("data_lead")
    client.post(url("different", group.pk))

    said = DifferentPeople.objects.get()
    assert not DuplicateGroup.objects.filter(kind="same").exists()
    assert "Dolores Ankrah" in client.get(url("duplicates") + "?show=different").text
    client.post(url("take_back_different", said.pk))
    assert not DifferentPeople.objects.exists()


def test_page_of_one_put_away_leads_to_who_stays(group, sign_in, twice):
    client = sign_in("data_lead")
    client.post(url("merge_chosen"), {"group": [str(group.pk)]})

    led = client.get(url("detail", twice[1].pk), follow=True)

    assert led.redirect_chain == [(url("detail", twice[0].pk), 302)]
    assert "was put together with Dolores Ankrah" in led.text
    assert "With the row of Delores Ankrah" in led.text
    assert "put two rows of this person together" in led.text


def test_taking_apart_from_the_page(group, sign_in, twice):
    client = sign_in("data_lead")
    client.post(url("merge_chosen"), {"group": [str(group.pk)]})
    record = MergeRecord.objects.get()

    back = client.post(url("apart", record.pk), follow=True)

    assert "Taken apart: Delores Ankrah" in back.text
    assert Member.objects.people().filter(pk=twice[1].pk).exists()
    assert "They are apart already" in client.post(url("apart", record.pk), follow=True).text


def test_household_stands_on_the_page_of_each(household, sign_in):
    page = sign_in("data_lead").get(url("detail", household[0].pk)).text

    assert "Shares a phone or a home" in page
    assert "Ernesto Villanueva" in page
    assert "phone and home" in page


def test_household_shows_an_organizer_only_whom_they_see(household, person, sign_in):
    Member.objects.filter(pk=household[0].pk).update(organizer=person("organizer"))

    page = sign_in("organizer").get(url("detail", household[0].pk)).text

    assert "Rosa" in page
    assert "Ernesto" not in page
