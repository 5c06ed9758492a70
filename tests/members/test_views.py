"""Saved views: what they keep, who may see and change them, and what becomes of them."""

import pytest

from members import saved
from members.models import Member, SavedView, Tag
from tests.members.conftest import tag
from tests.members.test_people_list import names, statements

URL = "/o/north/people/"


@pytest.fixture
def world(north):
    """Ana is a member, Bea a contact with a tag; `saves` posts the name of a view of an address."""
    ana = Member.objects.create(given_name="Ana", family_name="A", status="member")
    bea = Member.objects.create(given_name="Bea", family_name="B")
    bea.member_tags.create(tag=tag("Steward"))
    return {"ana": ana, "bea": bea, "tag": Tag.objects.get()}


def make(client, query, name="Mine", **more):
    response = client.post(f"{URL}views/new/?{query}", {"name": name, **more})
    assert response.status_code == 303, response.text
    return SavedView.objects.kept().get(name=name)


def test_view_keeps_filters_columns_and_order(sign_in, world):
    client = sign_in("director")
    view = make(client, f"tag={world['tag'].pk}&sort=-added&columns=status,tags")

    response = client.get(f"{URL}?view={view.pk}")

    assert names(response) == ["Bea"]
    assert [each["column"].name for each in response.context["columns"]] == ["status", "tags"]
    assert response.context["is_changed"] is False
    assert "Steward" in response.text


def test_changed_view_says_so_and_is_saved_to(sign_in, world):
    client = sign_in("director")
    view = make(client, "status=member")
    changed = f"view={view.pk}&status=contact&user=x"

    page = client.get(f"{URL}?{changed}")
    assert page.context["is_changed"]
    assert f"view={view.pk}&amp;status=contact" in page.text
    client.post(f"{URL}views/{view.pk}/save/?{changed}")

    assert "Bea" in names(client.get(f"{URL}?view={view.pk}"))


def test_words_of_a_view_stand_in_no_address(sign_in, world):
    client = sign_in("director")
    found = client.post(f"{URL}search/", {"q": "bea"}).url.partition("?")[2]
    view = make(client, f"{found}&status=contact")
    page = sign_in("director").get(f"{URL}?view={view.pk}")

    assert names(page) == ["Bea"]
    assert [chip["label"] for chip in page.context["chips"]] == ["Found by “bea”", "Status is Contact"]
    without = next(chip["url"] for chip in page.context["chips"] if "Status" in chip["label"])
    assert "bea" not in without.lower()
    assert names(client.get(without)) == ["Bea"]


def test_view_of_one_is_nobody_elses_until_it_is_shared(sign_in, world):
    view = make(sign_in("data_lead"), "status=member")
    other = sign_in("organizer")

    assert "is no longer there, or is somebody else" in other.get(f"{URL}?view={view.pk}").text
    sign_in("data_lead").post(f"{URL}views/{view.pk}/", {"name": "Ours", "is_shared": "on"})

    assert "Ours" in other.get(URL).text
    assert other.post(f"{URL}views/{view.pk}/delete/").status_code == 403


def test_filter_of_a_view_that_is_gone_is_left_out_and_said(sign_in, world):
    client = sign_in("director")
    view = make(client, f"tag={world['tag'].pk}&status=contact")
    world["tag"].delete()

    page = client.get(f"{URL}?view={view.pk}")

    assert "The filter “Tag”" in page.text
    assert [chip["label"] for chip in page.context["chips"]] == ["Status is Contact"]
    assert page.context["is_changed"]
    assert "fig" not in client.get(f"{URL}views/counts/").text


def test_counts_of_all_views_are_one_statement(sign_in, world):
    client = sign_in("director")
    for n, query in enumerate(
        ("status=member", f"tag={world['tag'].pk}", "where=any(status:is:member,status:is:former)")
    ):
        make(client, query, name=f"View {n}")

    page = client.get(f"{URL}views/counts/")

    assert [tab["n"] for tab in page.context["tabs"]] == [1, 1, 1]
    assert statements(client, f"{URL}views/counts/") <= 12


def test_list_with_views_and_many_columns_stays_within_twelve_statements(sign_in, world):
    client = sign_in("director")
    make(client, "status=contact", name="A view", is_shared="on")
    columns = "level,unit,organizer,status,tags,phone,email,address,language,added,changed"

    n = statements(client, f"{URL}?columns={columns}&place=off&tag={world['tag'].pk}")

    assert n <= 12
    assert n == statements(client, f"{URL}?columns={columns}&place=off&tag.not={world['tag'].pk}")


def test_deleted_view_comes_back(sign_in, world):
    client = sign_in("director")
    view = make(client, "status=member")

    page = client.post(f"{URL}views/{view.pk}/delete/", follow=True)
    assert f'action="{URL}views/{view.pk}/back/"' in page.text
    make(client, "status=former")
    make(client, "status=former", name="Mine 2")
    client.post(f"{URL}views/{view.pk}/back/")

    names = SavedView.objects.kept().order_by("name").values_list("name", flat=True)
    assert list(names) == ["Mine", "Mine 2", "Mine 3"]


def test_name_is_given_once(sign_in, world):
    client = sign_in("director")
    make(client, "status=member")

    again = client.post(f"{URL}views/new/?status=former", {"name": "mine"})

    assert again.status_code == 422
    assert "You have a view of this name already." in again.text


def test_view_deleted_long_ago_is_forgotten(sign_in, world):
    view = make(sign_in("director"), "status=member")
    SavedView.objects.filter(pk=view.pk).update(deleted_at="2020-01-01T00:00Z")

    saved.forget()

    assert not SavedView.objects.exists()
