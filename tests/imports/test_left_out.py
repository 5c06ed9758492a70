"""Rows and cells that are nobody's question: left out, or saying only that there is nothing."""

import pytest

from imports.cleanup import actions as cleanup
from imports.cleanup import counts
from imports.cleanup.affected import ROUNDS, Together
from imports.models import ImportBatch, ImportFix
from imports.queries import figures
from imports.words import is_nothing
from imports.writing import Writer
from members.models import ExternalId, Member, Tag
from organizations.models import Organization
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, fates, plan, receive, row

LIST = "Name,Phone,E-mail\nAna Ruiz,503,ana@gmial.com\nOmar Haddad,503,\n"


@pytest.fixture
def batch(north: Organization, person: PersonOf) -> ImportBatch:
    """A list of two, the first of which somebody left out."""
    batch = plan(receive(LIST))
    cleanup.skip(batch, number=2, by=person("data_lead"))
    return batch


def test_a_row_left_out_needs_nobody(batch: ImportBatch, person: PersonOf):
    found = counts.count(batch)

    assert (found.problems, found.offers, found.rows_open) == (1, 0, 1)
    assert [(each.value, each.n) for each in counts.alike(batch)] == [("503", 1)]
    assert figures(batch, "plan").problems == 1
    cleanup.leave_empty(batch, by=person("data_lead"))
    assert counts.count(batch).needs == 0
    assert not ImportFix.objects.filter(number=2).exclude(column="").exists()


def test_brought_back_it_needs_what_it_needed(batch: ImportBatch, person: PersonOf):
    cleanup.bring_back(batch, number=2, by=person("data_lead"))

    assert (counts.count(batch).problems, counts.count(batch).offers) == (2, 1)


def test_a_long_chain_is_left_to_a_worker(north: Organization, monkeypatch: pytest.MonkeyPatch):
    chain = "".join(f"Ana Ruiz{n},503-555-01{n:02},503-555-01{n + 1:02}\n" for n in range(ROUNDS + 4))
    batch = plan(receive("name,phone,other phone\n" + chain))
    rounds: list[int] = []
    sharing = Together._sharing
    monkeypatch.setattr(Together, "_sharing", lambda self: rounds.append(1) or sharing(self))

    assert not Together(batch, most=2000).grow([2], [])
    assert len(rounds) == ROUNDS
    assert Together(batch, most=2000).grow([8], [])


@pytest.mark.parametrize("value", ["N/A", "none", "0", "000", "-", "?", "TBD", "#N/A", "No ID"])
def test_what_stands_for_nothing_is_no_id(value: str):
    assert is_nothing(value)


@pytest.mark.parametrize("value", ["10", "A0", "Б", "None-7", "007"])
def test_ids_are_ids(value: str):
    assert not is_nothing(value)


def test_two_without_an_id_stay_two(bring: Bring):
    batch = bring("VAN ID,Name\nN/A,Ana Ruiz\nN/A,Omar Haddad\n\u200b,Bea Li\n8,Wei Chen\n")

    assert fates(batch) == ["created"] * 4
    assert [row(batch, number).problems[0]["value"] for number in (2, 3)] == ["N/A", "N/A"]
    assert list(ExternalId.objects.values_list("value", flat=True)) == ["8"]


def test_what_a_chunk_made_and_took_out_again_never_was(north: Organization):
    who = Member.objects.create(given_name="Ana").pk
    kept, gone = (Tag.objects.create(name=name, folded=name) for name in ("kept", "gone"))
    writer = Writer(plan(receive("name\nAna\n")).pk)
    ids = [writer.create("members.membertag", who, tag_id=tag.pk) for tag in (kept, gone)]

    writer.remove("members.membertag", who, ids[1], tag_id=gone.pk)
    writer.write()

    assert list(Member.objects.get(pk=who).member_tags.values_list("tag__name", flat=True)) == ["kept"]
