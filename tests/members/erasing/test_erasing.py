"""After somebody was erased nothing of them is anywhere, and figures of the past stay."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from ladders import history
from ladders.models import Assessment, Goal, Ladder, PlanStep, Standing
from ladders.movement import movement
from members import erasing
from members.exporting import files
from members.models import Export, Member, Team, TeamRole
from stpnet.db.wrapper import current
from tests.members.erasing.filled import WORD, somebody

# Keys that say who did something: the row is about somebody or something else.
DOERS = {
    "added_by", "answered_by", "apart_by", "archived_by", "called_by", "asked", "asked_by", "assessed_by", "assessor", "author", "by",
    "changed_by", "checked_in_by", "chosen_by", "closed_by", "confirmed_by", "decided_by", "done_by", "given_by", "handed_by", "made_by", "merged_by",
    "named_by", "removed_by", "retired_by", "said_by", "settled_by", "started_by", "taken_by", "undone_by", "voided_by", "withdrawn_by", "written_by",
}  # fmt: skip
# Follow from others, or name a person beside the one whom the row is about.
OTHERS = {
    "activities.participation.follow_up_by",
    "experiments.experiment.accountable", "experiments.experiment.coach", "experiments.experimentstep.owner",
    "conversations.helprequest.to", "conversations.practice.person", "imports.importrow.candidate",
    "ladders.planstep.supporter", "members.differentpeople.high", "members.differentpeople.low",
    "members.member.made_up_for", "members.member.merged_into", "members.member.organizer",
    "members.memberword.member", "members.mergerecord.merged", "members.team.organizer",
}  # fmt: skip


@pytest.fixture
def ana(north, person) -> Member:
    """Somebody of whom every table says something, standing on a level."""
    member = somebody(by=person("director"))
    history.rebuild(members=[member.pk])
    return member


def found(text: str) -> dict[str, int]:
    """Look through every column of every table of the organization."""
    with current().cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE lower(t::text) LIKE %s', [f"%{text.lower()}%"])
            counts[table] = cursor.fetchone()[0]
    return {table: n for table, n in counts.items() if n}


def keys_to_people() -> dict[str, models.ForeignKey]:
    """Find every key by which a row is about somebody."""
    keys = [
        field for model in apps.get_models() for field in model._meta.concrete_fields if field.related_model is Member
    ]
    named = {f"{key.model._meta.label_lower}.{key.name}": key for key in keys if key.name not in DOERS}
    return {name: key for name, key in named.items() if name not in OTHERS}


def texts_of(key: models.ForeignKey, pk: object) -> set[str]:
    """Return the texts without a fixed set of values that say nothing in the rows about somebody."""
    free = [
        field.name
        for field in key.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    ]
    rows = list(key.model._default_manager.filter(**{key.name: pk}).values(*free, "pk"))
    return {"no row"} if not rows else {name for name in free if not any(WORD in str(row[name]) for row in rows)}


# Texts in such rows that are nobody's: names of things, keys, kinds, files.
PLAIN = {
    "answer", "changes", "choices", "columns", "decision", "field", "fields", "kind", "name", "not_these", "page",
    "sort", "stored_as", "time_zone", "trouble", "what", "word",
}  # fmt: skip


def test_everything_that_can_be_said_of_somebody_is_said_before(ana: Member):
    missing = {name: texts_of(key, ana.pk) - PLAIN for name, key in keys_to_people().items()}

    assert [(name, *texts) for name, texts in missing.items() if texts] == []


def test_nothing_is_left_anywhere(ana: Member, person, django_capture_on_commit_callbacks):
    assert len(found(WORD)) > 30

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(ana, by=person("owner"))

    assert found(WORD) == {}
    ana.refresh_from_db()
    assert (ana.erased_at is not None, ana.status, ana.user_id, ana.organizer) == (True, "contact", None, None)
    event = AuditEvent.objects.get(action="member.erase")
    assert (event.object_id, event.actor_id, event.fields) == (ana.pk, person("owner").pk, ["everything"])


def test_of_others_only_what_named_them_changes(ana: Member, person):
    director = person("director")

    erasing.erase(ana, by=person("owner"))

    director.refresh_from_db()
    assert director.organizer is None
    assert list(TeamRole.objects.values_list("name", "member", "is_lead")) == [("Cook", None, False)]
    assert (Team.objects.get().organizer, Goal.objects.get().organizer) == (None, None)
    step = PlanStep.objects.get()
    assert (step.text, step.supporter) == ("Lead a meeting", None)
    view = director.saved_views.get()
    assert (view.name, view.filters["parts"][0]["values"]) == ("With …", ["…"])


def test_a_period_that_is_over_counts_them_still(ana: Member, person):
    ladder, people = Ladder.objects.get(is_default=True), Member.objects.filter(pk=ana.pk)
    days = date(2026, 1, 1), date(2026, 4, 1)
    before = movement(people, ladder, *days)

    erasing.erase(ana, by=person("owner"))

    after = movement(people, ladder, *days)
    assert (after.total, after.matrix, after.kinds) == (1, before.matrix, before.kinds)
    assert (Assessment.objects.filter(member=ana).count(), Standing.objects.filter(member=ana).count()) == (2, 1)
    assert list(history.differences()) == []
    assert movement(people, ladder, days[0], timezone.localdate()).total == 0


def test_who_was_archived_before_is_in_no_figure(ana: Member, person):
    Member.objects.filter(pk=ana.pk).update(archived_at=timezone.now(), archived_because=WORD)

    erasing.erase(Member.objects.get(pk=ana.pk), by=None)

    people, ladder = Member.objects.filter(pk=ana.pk), Ladder.objects.get(is_default=True)
    assert movement(people, ladder, date(2026, 1, 1), date(2026, 4, 1)).total == 0
    assert found(WORD) == {}


def test_another_of_the_same_name_is_still_found(ana: Member, person):
    Member.objects.create(given_name="Ana", family_name=WORD)

    erasing.erase(ana, by=None)

    assert person("director").saved_views.get().filters["parts"][0]["values"] == [f"Ana {WORD}"]


def test_a_file_that_lies_here_goes(ana: Member, django_capture_on_commit_callbacks):
    key = files.new_key()
    place = files.made(key)
    place.write_text(WORD)
    Export.objects.update(stored_as=key)

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(ana, by=None)

    assert (place.exists(), Export.objects.get().stored_as) == (False, "")


def test_refused_with_what_to_do(ana: Member, person):
    merged = Member.objects.get(merged_into=ana)
    with pytest.raises(erasing.NotNow, match="signs in here"):
        erasing.erase(person("organizer"), by=None)
    with pytest.raises(erasing.NotNow, match="Erase that one"):
        erasing.erase(merged, by=None)
    with pytest.raises(erasing.NotNow, match="for practice"):
        erasing.erase(Member.objects.get(kind="practice"), by=None)

    erasing.erase(ana, by=None)

    ana.refresh_from_db()
    with pytest.raises(erasing.NotNow, match="erased before"):
        erasing.erase(ana, by=None)


@pytest.mark.parametrize("address", ["people/", "ladder/"])
def test_pages_hold_without_them(ana: Member, sign_in, address: str):
    erasing.erase(ana, by=None)

    client = sign_in("director")
    assert client.get(f"/o/north/{address}").status_code == 200
    assert client.get(reverse("members:detail", args=["north", ana.pk])).status_code == 404
