"""Matchings of earlier lists: kept, found again by their headings, learned from, renamed, deleted and brought back."""

import pytest
from django.test import Client

from imports import actions
from imports.models import ImportBatch, ImportMapping
from members.models import Field, UnitKind
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, bring_in, posted, receive, url

EASTSIDE = "Who,cell #,Bldg,shirt,fav\nMaria Lopez,503-555-0101,Elm,M,red\n"
CHOSEN = {"Who": "full_name", "shirt": None, "fav": "newfield:yes_no"}


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def eastside(north: Organization) -> ImportBatch:
    return bring_in(EASTSIDE, CHOSEN, name="Eastside list.csv")


def matched(batch: ImportBatch) -> dict[str, str | None]:
    return dict(zip(batch.headers, batch.mapping, strict=True))


def test_a_list_that_is_in_leaves_its_matching_under_its_name(eastside: ImportBatch):
    mapping = ImportMapping.objects.get()

    assert mapping.name == "Eastside list"
    assert mapping.columns["who"] == ["Who", "full_name"]
    assert mapping.columns["shirt"] == ["shirt", None]
    eastside.refresh_from_db()
    assert eastside.like == mapping


def test_a_list_with_most_of_the_headings_is_matched_like_it(client: Client, eastside: ImportBatch):
    batch = receive("WHO,Cell #,bldg,Shirt,Fav,new one\nOmar Haddad,503-555-0102,Oak,L,yes,x y\n")

    field = Field.objects.get(name="fav")
    unit = f"unit:{UnitKind.objects.get().pk}"
    assert matched(batch) == {
        "WHO": "full_name", "Cell #": "mobile", "bldg": unit, "Shirt": None, "Fav": f"field:{field.pk}",
        "new one": "newfield",
    }  # fmt: skip
    page = client.get(url("detail", batch.pk))
    assert "Matched as in <b>“Eastside list”</b>" in page.text
    assert "5 of 6 headings are the same" in page.text
    assert [column.why for column in page.context["columns"]][:4:3] == [
        "As in “Eastside list”. Is split into first and last name.",
        "As in “Eastside list”. Left out.",
    ]


def test_another_list_learns_column_by_column(client: Client, eastside: ImportBatch):
    batch = receive("first,last,shirt,Column B,color\nOmar,Haddad,L,a,b\n")

    assert matched(batch)["shirt"] is None
    page = client.get(url("detail", batch.pk))
    assert page.context["columns"][2].why == "From an earlier list, “Eastside list”. Left out."
    assert "Matched as in" not in page.text


def test_a_person_may_choose_another_matching_or_none(client: Client, eastside: ImportBatch):
    batch = receive(EASTSIDE)

    client.post(url("match_like", batch.pk), {"like": ""})
    batch.refresh_from_db()
    assert (matched(batch)["shirt"], batch.like) == ("newfield", None)

    client.post(url("match_like", batch.pk), {"like": str(ImportMapping.objects.get().pk)})
    batch.refresh_from_db()
    assert matched(batch)["shirt"] is None
    assert client.post(url("match_like", batch.pk), {"like": "nothing"}).status_code == 303


def test_lists_without_headings_are_not_alike(north: Organization):
    bring_in("Maria Lopez,503-555-0101,red\n", {"Column C": None})

    assert receive("Omar Haddad,503-555-0102,blue\n").mapping[2] == "newfield"


def test_what_is_gone_is_guessed_anew(eastside: ImportBatch):
    Field.objects.all().delete()
    ImportMapping.objects.update(columns={"who": ["Who", "unit:0198"], "fav": ["fav", "field:0198"]})

    assert matched(receive(EASTSIDE))["fav"] == "newfield"


def test_a_scale_is_asked_about_every_time(client: Client):
    batch = receive("name,phone,Rate\nMaria Lopez,503-555-0101,2\n", name="charting.csv")
    client.post(url("match", batch.pk), posted(batch, client) | {"c2": "level", "s2": "high"})
    batch.refresh_from_db()
    apply(actions.work_now(batch))

    assert receive("name,phone,Rate\nOmar Haddad,503-555-0102,2\n").mapping[2] == "newfield"


def test_a_matching_is_kept_on_the_way_and_the_list_waits(client: Client):
    batch = receive(EASTSIDE)
    sent = posted(batch, client) | {"c0": "full_name", "c3": "", "name": "Sign-ups"}

    assert client.post(url("match_keep", batch.pk), sent | {"name": " "}).status_code == 422
    assert client.post(url("match_keep", batch.pk), sent).status_code == 303

    batch.refresh_from_db()
    assert (batch.status, matched(batch)["shirt"]) == ("to_match", None)
    assert ImportMapping.objects.get().name == "Sign-ups"


def test_the_next_list_may_be_begun_with_it(client: Client, eastside: ImportBatch):
    mapping = ImportMapping.objects.get()
    assert f"?like={mapping.pk}" in client.get(url("list")).text
    page = client.get(url("new"), {"like": mapping.pk})
    assert "matched as in <b>“Eastside list”</b>" in page.text

    answer = client.post(url("upload"), {"pasted": "Who\tother\nOmar Haddad\tx y\n", "like": mapping.pk})

    assert ImportBatch.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[-1]).like == mapping
    assert client.get(url("new"), {"like": "nonsense"}).status_code == 200


def test_matchings_are_renamed_deleted_and_brought_back(client: Client, eastside: ImportBatch):
    mapping = ImportMapping.objects.get()
    other = ImportMapping.objects.create(name="Other")
    name = f"{mapping.pk}-name"

    assert client.post(url("mapping_rename", mapping.pk), {name: "OTHER"}).status_code == 422
    assert client.post(url("mapping_rename", mapping.pk), {name: "East"}).status_code == 303
    assert "“Other” is deleted" in client.post(url("mapping_delete", other.pk), follow=True).text
    assert list(ImportMapping.objects.standing().values_list("name", flat=True)) == ["East"]
    assert "“Other” is back" in client.post(url("mapping_back", other.pk), follow=True).text
    assert ImportMapping.objects.standing().count() == 2


def test_a_deleted_one_stays_away_when_its_name_is_taken(client: Client, bring: Bring):
    gone = ImportMapping.objects.create(name="East")
    client.post(url("mapping_delete", gone.pk))
    ImportMapping.objects.create(name="EAST")

    assert "it stays deleted" in client.post(url("mapping_back", gone.pk), follow=True).text


def test_ways_are_kept_with_the_matching_and_used_again(client: Client, eastside: ImportBatch):
    field = Field.objects.get(name="fav")
    batch = receive(EASTSIDE.replace("0101", "0102"))
    actions.match(
        batch, mapping=batch.mapping, by=None, modes={"phone": "replace", f"field:{field.pk}": "fill", "*": "fill"}
    )
    apply(actions.work_now(batch))

    again = receive(EASTSIDE)

    assert again.modes == {"phone": "replace", f"field:{field.pk}": "fill", "*": "fill"}
    assert "How it comes to what is here is as then, too" in client.get(url("detail", again.pk)).text
    client.post(url("match_like", again.pk), {"like": ""})
    again.refresh_from_db()
    assert again.modes == {}


def test_the_way_of_a_column_that_made_a_field_goes_on_for_the_field(north: Organization):
    batch = receive("name,phone,Dues\nMaria Lopez,503-555-0101,5\n", name="dues.csv")
    keys = [*batch.mapping[:2], "newfield:number"]
    actions.match(batch, mapping=keys, by=None, modes={"new:Dues": "fill"})
    apply(actions.work_now(batch))

    assert receive("name,phone,Dues\nOmar Haddad,503-555-0102,6\n").modes == {f"field:{Field.objects.get().pk}": "fill"}
