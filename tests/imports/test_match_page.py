"""The page on which a person says what each column is."""

from datetime import timedelta

import pytest
from django.test import Client

from imports import actions
from imports.models import ImportBatch
from ladders.models import Ladder
from members.models import Field, UnitKind
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.conftest import SignIn
from tests.imports.conftest import posted, receive, row, url

TEXT = "name,phone,level,seen on\nMaria Lopez,503-555-0101,2,3/4/2026\n"


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


@pytest.fixture
def batch(north: Organization) -> ImportBatch:
    return receive(TEXT)


def send(client: Client, batch: ImportBatch, **changes: str):
    return client.post(url("match", batch.pk), posted(batch, client) | changes)


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_each_column_shows_its_heading_samples_guess_and_choices(client: Client, batch: ImportBatch):
    own = Field.objects.create(name="Shoe size", folded="shoe size")
    kind = UnitKind.objects.get(is_default=True)

    page = client.get(url("detail", batch.pk))

    columns = page.context["columns"]
    assert [column.header for column in columns] == ["name", "phone", "level", "seen on"]
    assert columns[0].samples == ["Maria Lopez"]
    assert columns[0].why == "Told by its heading. Is split into first and last name."
    assert '<option value="full_name" selected>Full name</option>' in columns[0].options
    assert f'<option value="unit:{kind.pk}">Home area</option>' in columns[0].options
    assert f'<option value="field:{own.pk}">Shoe size</option>' in columns[0].options


def test_two_columns_for_one_field_is_said_with_both_names(client: Client, batch: ImportBatch):
    said = errors(send(client, batch, c3="full_name"))

    assert said == {"c3": ["“name” and “seen on” go into the same field. Choose something else for one of them."]}


def test_two_new_fields_of_one_name_are_refused(client: Client):
    batch = receive("name,Song?,song\nMaria Lopez,a,b\n")

    assert list(errors(send(client, batch, c1="newfield", c2="newfield"))) == ["c2"]


def test_several_columns_may_hold_phones(client: Client):
    batch = receive("name,phone,cell,work phone\nMaria Lopez,503-555-0101,503-555-0102,503-555-0103\n")

    assert send(client, batch, c1="mobile", c2="mobile").status_code == 303


def test_a_list_that_says_of_nobody_who_they_are_is_refused(client: Client, batch: ImportBatch):
    said = errors(send(client, batch, c0="newfield", c1=""))

    assert "who the people are" in said["__all__"][0]


def test_a_day_in_two_readings_is_asked_about(client: Client, batch: ImportBatch):
    page = send(client, batch, c3="level_on")

    assert list(errors(page)) == ["date_order"]
    assert "The day: 3/4/2026 is April 3" in page.text
    assert send(client, batch, c3="level_on", date_order="dmy").status_code == 303
    batch.refresh_from_db()
    assert row(actions.work_now(batch), 2).clean["level_on"] == "2026-04-03"


def test_days_that_tell_their_order_are_not_asked_about(client: Client):
    batch = receive("name,level,level date\nMaria Lopez,2,3/4/2026\nOmar Haddad,3,3/14/2026\n")

    assert "date_order" not in client.get(url("detail", batch.pk)).context["form"].fields
    send(client, batch)
    batch.refresh_from_db()
    assert batch.date_order == "mdy"


def test_a_scale_becomes_levels_only_when_its_high_end_is_the_most_involved(client: Client):
    batch = receive("name,Support level\nMaria Lopez,1\n")
    assert batch.mapping == ["full_name", "newfield"]
    assert "Lists rate people from either end" in client.get(url("detail", batch.pk)).text

    assert list(errors(send(client, batch, c1="level"))) == ["c1"]
    assert list(errors(send(client, batch, c1="level", s1="low"))) == ["c1"]
    assert send(client, batch, c1="level", s1="high").status_code == 303


def test_levels_are_not_dated_in_the_future(client: Client, batch: ImportBatch, north: Organization):
    said = errors(send(client, batch, as_of=str(north.today() + timedelta(days=1))))

    assert said == {"as_of": ["This day is still to come."]}


def test_a_day_without_a_level_is_refused(client: Client, batch: ImportBatch):
    assert "c3" in errors(send(client, batch, c2="", c3="level_on"))


def test_several_ladders_are_a_choice_and_one_is_not(client: Client, batch: ImportBatch, south: Organization):
    assert "ladder" not in client.get(url("detail", batch.pk)).context["form"].fields
    with in_org(south):
        foreign = Ladder.objects.get()
    other = Ladder.objects.create(name="Stewards")

    assert list(errors(send(client, batch, ladder=str(foreign.pk)))) == ["ladder"]
    assert send(client, batch, ladder=str(other.pk)).status_code == 303
    batch.refresh_from_db()
    assert batch.ladder == other


def test_a_kind_of_unit_of_another_organization_is_a_field_error(
    client: Client, batch: ImportBatch, south: Organization
):
    with in_org(south):
        foreign = UnitKind.objects.get().pk

    assert list(errors(send(client, batch, c3=f"unit:{foreign}"))) == ["c3"]


def test_a_form_of_another_reading_of_the_file_is_not_taken(client: Client, batch: ImportBatch):
    before = posted(batch, client)
    actions.choose_layout(batch, chosen={"has_header": False})
    actions.work_now(batch)

    answer = client.post(url("match", batch.pk), before)

    assert "read in another way" in errors(answer)["__all__"][0]


def test_columns_can_be_changed_after_the_check(client: Client, batch: ImportBatch):
    send(client, batch)
    batch.refresh_from_db()
    actions.work_now(batch)

    assert client.get(url("match", batch.pk)).context["columns"][3].why.startswith("We do not know this column")
    assert send(client, batch, c3="").status_code == 303
    batch.refresh_from_db()
    assert actions.work_now(batch).status == "to_confirm"
    assert "seen on" not in row(batch, 2).cells
    assert batch.rows.count() == 1


def test_text_from_a_list_is_never_markup(client: Client):
    batch = receive('name,"<script>x</script>"\nMaria Lopez,<b>bold</b>\n')

    page = client.get(url("detail", batch.pk)).text

    assert "<script>x" not in page
    assert "<b>bold" not in page


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        (("3/4/2026", "14/3/2026", "2026-01-02"), "They look like dates"),
        (("3", "1,200", "7.5"), "They look like numbers"),
        (("007", "12", "13"), ""),
        (("3", "4"), ""),
    ],
)
def test_a_kind_that_cells_look_like_is_said_and_not_guessed(client: Client, cells: tuple[str, ...], hint: str):
    rows = "".join(f'Given{n} Family,503-555-010{n},"{cell}"\n' for n, cell in enumerate(cells))
    batch = receive(f"name,phone,dues\n{rows}")

    column = client.get(url("detail", batch.pk)).context["columns"][2]

    assert batch.mapping[2] == "newfield"
    assert ("They look like" in column.why, hint in column.why) == (bool(hint), True)
