"""The log of an experiment: posts, comments, edits that keep what was, calls to people, and what is new."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations.models import Notice
from experiments.log import actions
from experiments.models import LogPost
from members.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lights(wrote):
    return wrote(starts_on="2026-03-01", ends_on="2026-04-01")


@pytest.fixture
def posted(lights, north, person):
    return actions.post(lights, text="Six doors opened", on=north.today(), by=person("organizer"))


def url(name, *args):
    return reverse(f"experiments:{name}", args=["north", *args])


def test_post_is_read_with_its_themes_and_an_empty_one_is_asked_again(sign_in, lights):
    client = sign_in("organizer")
    assert client.post(url("post", lights.pk), {"text": "Cards beat texts", "themes": "Fear, Doors"}).status_code == 303
    page = client.get(url("experiment", lights.pk)).text
    assert all(words in page for words in ("Cards beat texts", "Fear", "Doors"))
    again = client.post(url("post", lights.pk), {"text": "", "themes": "Kept"})
    assert (again.status_code, "Write a line or two first." in again.text, "Kept" in again.text) == (422, True, True)


def test_coach_reads_a_member_for_whoever_has_no_account(sign_in, lights, person):
    Member.objects.create(given_name="Marisela", family_name="Quill")
    text = f"Marisela’s door opened, and {person('director')} smiled"
    sign_in("organizer").post(url("post", lights.pk), {"text": text, "themes": "Marisela Quill"})
    own = sign_in("organizer").get(url("experiment", lights.pk)).text
    assert ("Marisela’s door" in own, "a member’s door" in own) == (True, True)
    for role in ("coach", "viewer"):
        page = sign_in(role).get(url("experiment", lights.pk)).text
        assert ("Marisela" in page, "a member’s door" in page, str(person("director")) in page) == (False, True, True)
    assert "Marisela" not in sign_in("coach").get(f"{url('new_posts', lights.pk)}?after={lights.pk}").text


def test_edit_keeps_how_it_read_and_taking_back_leaves_comments(sign_in, lights, posted):
    client = sign_in("organizer")
    client.post(url("edit_post", lights.pk, posted.pk), {"text": "Seven doors opened"})
    assert "Six doors opened" in client.get(url("post_before", lights.pk, posted.pk)).text
    client.post(url("take_back_post", lights.pk, posted.pk))
    assert "Seven doors" not in client.get(url("experiment", lights.pk)).text
    said = sign_in("coach").post(url("comment", lights.pk, posted.pk), {"text": "Which doors?"}, follow=True).text
    assert all(words in said for words in ("was taken back meanwhile", "Which doors?", "taken back by who wrote it"))
    client.post(url("put_back_post", lights.pk, posted.pk))
    assert "Seven doors" in client.get(url("experiment", lights.pk)).text


def test_who_is_called_and_who_follows_is_told(sign_in, lights, posted, person):
    sign_in("director").post(url("follow", lights.pk))
    coach = person("coach")
    sign_in("organizer").post(url("comment", lights.pk, posted.pk), {"text": f"@{coach} look here"})
    told = {(notice.to, notice.kind) for notice in Notice.objects.filter(about__in=LogPost.objects.values("pk"))}
    assert told == {(coach, actions.MENTIONED), (person("director"), actions.POSTED)}
    assert "mentioned you in a log" in sign_in("coach").get(reverse("notices:list", args=["north"])).text


def test_who_left_is_not_told_and_the_writer_hears_so(sign_in, lights, north):
    gone = Member.objects.create(given_name="Tobias", family_name="Gone", user_id=uuid.uuid4())
    page = sign_in("organizer").post(url("post", lights.pk), {"text": "Ask @Tobias Gone"}, follow=True).text
    assert "Tobias Gone no longer belongs to this group, so nobody was told." in page
    assert not Notice.objects.filter(to=gone).exists()


def test_nothing_new_costs_one_statement_and_new_ones_come(sign_in, lights, posted, person, north):
    client = sign_in("coach")
    client.get(url("experiment", lights.pk))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{url('new_posts', lights.pk)}?after={posted.pk}").status_code == 204
    of_us = [query for query in captured if "experiments_" in query["sql"]]
    assert len(of_us) == 1
    actions.comment(posted, text="And one more", on=north.today(), by=person("director"))
    fresh = client.get(f"{url('new_posts', lights.pk)}?after={posted.pk}").text
    assert "And one more" in fresh
    assert f"beforeend:#thread-{posted.pk}" in fresh


def test_statements_do_not_grow_with_posts(sign_in, lights, person, north):
    client, counted = sign_in("coach"), []
    for n in (1, 3):
        for _each in range(n):
            root = actions.post(lights, text="Knocked", on=north.today(), themes=["Doors"], by=person("organizer"))
            actions.comment(root, text="Yes", on=north.today(), by=person("director"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("experiment", lights.pk)).status_code == 200
        counted.append(sum(query["sql"].startswith("SELECT") for query in captured))
    assert counted[0] == counted[1] <= 12
