"""What the list sends and is told: rows anew, refusals, who changed what meanwhile, undo that survives a reload."""

import json

import pytest
from django.urls import reverse

from members.changing.cells import version_of
from members.models import ChangeSet, Member
from tests.members.conftest import url

JSON = {"Accept": "application/json"}


def cell(member, field, value, version=None):
    return {"id": str(member.pk), "field": field, "value": value, "version": version or version_of(member.changed_at)}


def send(client, *cells, query=""):
    body = {"changes": list(cells)}
    return client.post(url("cells_save") + query, json.dumps(body), content_type="application/json", headers=JSON)


def turn(client, way, made, **more):
    return client.post(reverse(f"members:cells_{way}", args=["north", made.pk]), **more)


def test_save_answers_with_the_row_as_a_fresh_page_shows_it(sign_in, dolores):
    client = sign_in("director")

    answer = send(client, cell(dolores, "status", "Member"), query="?columns=status,phone").json()

    row = answer["rows"][str(dolores.pk)]
    page = client.get(url("list"), {"columns": "status,phone"}).text
    assert answer["says"] == "1 cell saved."
    assert answer["saved"] == [[str(dolores.pk), "status"]]
    assert 'data-label="Status">Member</td>' in row
    assert row.split("</td>", 1)[1].strip() in page


def test_save_says_of_each_cell_why_not(sign_in, dolores):
    answer = send(sign_in("director"), cell(dolores, "status", "boss"), cell(dolores, "pronouns", "she")).json()

    assert (answer["says"], answer["refused"][0]["why"]) == (
        "1 cell saved, 1 refused.", "Choose contact, member, staff or former.",
    )  # fmt: skip


def test_late_change_is_told_who_changed_what_and_gets_the_row(sign_in, person, dolores):
    seen = version_of(dolores.changed_at)
    send(sign_in("data_lead"), cell(dolores, "pronouns", "they/them"))

    answer = send(sign_in("director"), cell(dolores, "pronouns", "she/her", seen), query="?columns=pronouns").json()

    refused = answer["refused"][0]
    assert refused["late"]
    assert f"{person('data_lead')} changed pronouns" in refused["why"]
    assert "they/them" in answer["rows"][str(dolores.pk)]


def test_late_change_is_told_of_a_set_of_many(sign_in, person, dolores):
    seen, ana = version_of(dolores.changed_at), Member.objects.create(given_name="Ana")
    send(sign_in("data_lead"), cell(dolores, "status", "member"), cell(ana, "status", "member"))

    answer = send(sign_in("director"), cell(dolores, "pronouns", "she", seen)).json()

    assert f"{person('data_lead')} changed status" in answer["refused"][0]["why"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"changes": 1}', '{"changes": [{"id": "x"}]}', '{"changes": [1]}'])
def test_what_is_not_whole_saves_nothing(sign_in, north, body):
    answer = sign_in("director").post(url("cells_save"), body, content_type="application/json")

    assert (answer.status_code, ChangeSet.objects.count()) == (422, 0)
    assert "did not arrive whole" in answer.json()["error"]


@pytest.mark.parametrize("body", ["[" * 100_000, '{"changes": ' + "9" * 5_000 + "}"], ids=["nested", "long number"])
def test_what_breaks_the_parser_saves_nothing(sign_in, north, body):
    answer = sign_in("director").post(url("cells_save"), body, content_type="application/json")

    assert (answer.status_code, "did not arrive whole" in answer.json()["error"]) == (422, True)


def test_more_than_two_thousand_cells_are_refused_in_words(sign_in, dolores):
    answer = send(sign_in("director"), *[cell(dolores, "status", "member")] * 2001)

    assert (answer.status_code, "At most 2000" in answer.json()["error"]) == (422, True)


def test_half_a_character_is_kept_as_a_mark(sign_in, dolores):
    send(sign_in("director"), cell(dolores, "pronouns", "she\ud83d"))

    assert Member.objects.get(pk=dolores.pk).pronouns == "she?"


def test_person_given_away_is_not_shown_any_more(sign_in, person, dolores):
    Member.objects.filter(pk=dolores.pk).update(organizer=person("organizer"))
    dolores.refresh_from_db()

    answer = send(sign_in("organizer"), cell(dolores, "organizer", str(person("director").pk))).json()

    assert (answer["rows"], answer["gone"]) == ({}, [str(dolores.pk)])


def test_undo_button_survives_a_reload_and_becomes_redo(sign_in, dolores):
    client = sign_in("director")
    send(client, cell(dolores, "status", "member"))
    made = ChangeSet.objects.get()

    with_undo = client.get(url("list")).text
    turn(client, "undo", made, headers=JSON)

    after = client.get(url("list")).text
    assert (f"/cells/{made.pk}/undo/" in with_undo, f"/cells/{made.pk}/redo/" in with_undo) == (True, False)
    assert (f"/cells/{made.pk}/undo/" in after, f"/cells/{made.pk}/redo/" in after) == (False, True)


def test_undo_without_a_script_goes_back_to_the_list_and_says_so(sign_in, dolores):
    client = sign_in("director")
    send(client, cell(dolores, "status", "member"))

    answer = turn(client, "undo", ChangeSet.objects.get(), follow=True)

    dolores.refresh_from_db()
    assert (answer.redirect_chain, dolores.status) == ([(url("list"), 303)], "contact")
    assert "Undone: 1 cell." in answer.text


def test_undo_names_those_whose_cells_were_left(sign_in, dolores):
    client = sign_in("director")
    send(client, cell(dolores, "status", "member"))
    made = ChangeSet.objects.get()
    dolores.refresh_from_db()
    send(sign_in("data_lead"), cell(dolores, "status", "staff"))

    answer = turn(client, "undo", made, headers=JSON).json()

    assert (answer["says"], answer["names"]) == ("Undone: 0 cells, 1 left.", {str(dolores.pk): "Dolores Ankrah"})


def test_another_persons_set_is_not_found(sign_in, dolores):
    send(sign_in("director"), cell(dolores, "status", "member"))

    assert turn(sign_in("data_lead"), "undo", ChangeSet.objects.get()).status_code == 404


def test_desk_offers_choices_of_the_columns_shown(sign_in, eastside):
    answer = sign_in("director").get(url("cells"), {"columns": "unit,status"}).json()

    assert set(answer["options"]) == {f"unit:{eastside.kind.pk}", "status"}
    assert ["contact", "Contact"] in answer["options"]["status"]
    assert answer["save"].endswith("/people/cells/save/?columns=unit,status")


def test_foreign_id_is_a_refused_cell(sign_in, south, dolores):
    from stpnet.in_org import in_org

    with in_org(south):
        foreign = Member.objects.create(given_name="Sol")

    answer = send(sign_in("director"), cell(foreign, "status", "member"), cell(dolores, "status", "member")).json()

    assert answer["refused"][0]["why"] == "This person is not in the list any more, or is not yours to change."
    assert answer["says"] == "1 cell saved, 1 refused."
