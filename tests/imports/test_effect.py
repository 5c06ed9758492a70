"""What a list would do to people who are here is told before the button; how it comes to them can be said."""

import pytest
from django.test import Client
from django.utils import timezone

from imports import actions
from imports.cleanup import looking
from imports.models import ImportBatch
from members.models import ContactPoint, Member
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, fates, plan, receive, row, url

HERE = "VAN ID,name,phone,employer,tags,Home area\nV1,Ana Diaz,503-555-0101,Mill,drives,Elm\nV2,Bo Ek,503-555-0102,,,\n"
SAYS = (
    "VAN ID,name,phone,employer,tags,Home area\n"
    "V1,Anna Diaz,503-555-0111,Port,cooks,Oak\nV2,Bo Ek,503-555-0102,Port,sings,Oak\nV3,Cy Fox,503-555-0103,,,\n"
)


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def checked(bring: Bring) -> ImportBatch:
    bring(HERE)
    return plan(receive(SAYS))


def choose(client: Client, batch: ImportBatch, **modes: str) -> ImportBatch:
    answer = client.post(url("modes", batch.pk), {f"mode-{key}": way for key, way in modes.items()})
    assert answer.status_code == 303
    batch.refresh_from_db()
    return actions.work_now(batch)


def ana() -> dict[str, object]:
    """What stands of Ana, told shortly."""
    one = Member.objects.get(external_ids__value="V1")
    points = ContactPoint.objects.filter(member=one).order_by("normal")
    return {
        "name": one.given_name,
        "employer": one.employer,
        "phones": [f"{point.normal[-2:]} {point.standing}" for point in points],
        "tags": sorted(one.member_tags.values_list("tag__name", flat=True)),
        "area": one.belongings.get().unit.name,
    }


def test_the_page_says_which_fields_change_and_each_figure_leads_to_its_rows(client: Client, checked: ImportBatch):
    page = client.get(url("detail", checked.pk))

    told = {str(each.label): each.n for each in page.context["changed"]}
    assert told == {"Name": 1, "Phone": 1, "Tags": 2, "Work": 2, "Home area": 2}
    assert "Bring in 3 people" in page.text
    only = client.get(url("detail", checked.pk), {"show": "updated", "field": "phone"})
    assert [line.number for line in only.context["lines"]] == [2]


def test_as_usual_the_list_is_newer_and_adds(client: Client, checked: ImportBatch):
    apply(checked)

    assert ana() == {
        "name": "Anna", "employer": "Port", "phones": ["01 good", "11 good"], "tags": ["cooks", "drives"], "area": "Oak",
    }  # fmt: skip


def test_filling_blanks_leaves_everything_that_stands(client: Client, checked: ImportBatch):
    batch = choose(client, checked, **{"*": "fill"})
    assert fates(batch, "plan") == ["unchanged", "updated", "created"]

    apply(batch)

    assert ana() == {"name": "Ana", "employer": "Mill", "phones": ["01 good"], "tags": ["drives"], "area": "Elm"}
    assert Member.objects.get(given_name="Bo").employer == "Port"
    assert row(batch, 3).changes == ["employer", *row(batch, 3).changes[1:]]


def test_a_field_can_have_a_way_of_its_own(client: Client, checked: ImportBatch):
    batch = choose(client, checked, **{"*": "fill", "phone": "replace", "tags": "replace"})

    apply(batch)

    assert ana() == {
        "name": "Ana", "employer": "Mill", "phones": ["01 gone", "11 good"], "tags": ["cooks"], "area": "Elm",
    }  # fmt: skip


def test_newer_for_everything_still_adds_phones_and_tags(client: Client, checked: ImportBatch):
    apply(choose(client, checked, **{"*": "replace"}))

    assert ana()["phones"] == ["01 good", "11 good"]


def test_no_way_overwrites_a_no(client: Client, bring: Bring):
    bring("VAN ID,name,phone,Do not call\nV1,Ana Diaz,503-555-0101,yes\n")
    batch = plan(receive("VAN ID,name,phone,Can call\nV1,Ana Diaz,503-555-0101,yes\n"))

    batch = apply(choose(client, batch, **{"*": "replace", "phone": "replace"}))

    assert fates(batch) == ["unchanged"]
    assert ContactPoint.objects.get().may_call == "no"


def test_a_way_that_is_none_is_refused(client: Client, checked: ImportBatch):
    answer = client.post(url("modes", checked.pk), {"mode-employer": "burn"})

    assert answer.status_code == 422
    assert "Select a valid choice" in answer.text


def test_archived_people_are_told_and_stay_so(client: Client, checked: ImportBatch):
    Member.objects.filter(external_ids__value="V1").update(archived_at=timezone.now())
    batch = plan(checked)

    assert "1 person here is archived; the list leaves them so." in client.get(url("detail", batch.pk)).text
    apply(batch)
    assert Member.objects.get(external_ids__value="V1").archived_at


@pytest.fixture
def doubled(bring: Bring) -> ImportBatch:
    """Two rows of one new person, who resembles somebody here."""
    bring("name,phone\nDeshawn Pruitt,503-555-0129\n")
    return plan(receive("name,phone\nDeshaun Pruit,503-555-0129\nDeshaun Pruit,503-555-0129\n"))


def test_a_word_on_one_row_is_told_of_all_that_hang_together(client: Client, doubled: ImportBatch):
    assert fates(doubled, "plan") == ["held_back", "held_back"]

    client.post(url("decide", doubled.pk, row(doubled, 2).pk), {"who": "new"})

    assert fates(doubled, "plan") == ["created", "unchanged"]
    assert "Bring in 1 person" in client.get(url("detail", doubled.pk)).text


def test_where_too_many_hang_together_it_is_counted_again(client: Client, doubled: ImportBatch, monkeypatch):
    monkeypatch.setattr(looking, "MOST", 0)
    client.post(url("decide", doubled.pk, row(doubled, 2).pk), {"who": "new"})

    page = client.get(url("detail", doubled.pk)).text
    assert "Count again with what you said" in page
    assert url("confirm", doubled.pk) not in page
    client.post(url("recount", doubled.pk))
    doubled.refresh_from_db()

    assert fates(actions.work_now(doubled), "plan") == ["created", "unchanged"]
