"""Writes a demo organization into the database: whole tables with COPY, then the history from the assessments."""

import zlib
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from audit.recording import action, record
from demo import activities, conversations, growing, rounds, second_ladder, signs, teams
from demo import frame as frames
from demo.assessing import Assessing, Calendar, Row
from demo.cast import Casting, Draft
from demo.frame import Frame
from demo.lists import first_and_second_list, rows_of_lists
from demo.reach import CONTACT_COLUMNS, contacts
from demo.shapes import Group
from demo.twice import with_doubles
from ladders import history
from members.models import Member
from members.normal import fold
from organizations.models import Organization, Role
from stpnet.db import planner
from stpnet.db.copying import copy_into
from stpnet.db.wrapper import current

MEMBER_COLUMNS = (
    "id", "kind", "status", "given_name", "middle_name", "family_name", "suffix", "preferred_name", "pronouns",
    "language", "employer", "organizer_id", "folded", "created_at", "changed_at",
)  # fmt: skip


@action
def fill(organization: Organization, group: Group, *, today: date) -> None:
    """Put a group's people and eighteen months of their paths into an organization that has its staff already.

    The same group and the same day give the same people and the same paths; only the ids differ.
    """
    rng = Random(zlib.crc32(f"{group.slug} {today}".encode()))  # noqa: S311 - made-up people, no secrets
    calendar = Calendar(organization, today)
    frame = frames.build(group)
    drafts = with_doubles(Casting(rng, group).everyone())
    ids = _ids(len(drafts))
    pairs = list(zip(drafts, ids, strict=True))
    copy_into("members_member", MEMBER_COLUMNS, _members(pairs, frame, calendar))
    copy_into("members_contactpoint", CONTACT_COLUMNS, contacts(rng, pairs, calendar))
    _copy_belongings(pairs, frame, group)
    lists = first_and_second_list(group, frame, calendar, pairs)
    assessing = Assessing(rng, group, frame, calendar, lists, _names(drafts))
    copy_into("ladders_assessment", Row._fields, assessing.rows(drafts, ids))
    copy_into("ladders_assessment", Row._fields, second_ladder.rows(group, frame, calendar, drafts, ids))
    rows_of_lists(lists, pairs)
    history.rebuild()
    growing.fill(Random(f"growing {group.slug} {today}"), today=today)  # noqa: S311 - made-up people, no secrets
    signs.fill(Random(f"signs {group.slug} {today}"), today=today)  # noqa: S311 - made-up people, no secrets
    teams.fill(Random(f"teams {group.slug} {today}"), today=today)  # noqa: S311
    rounds.fill(Random(f"rounds {group.slug} {today}"), group, frame, calendar, today=today)  # noqa: S311
    talks = Random(f"conversations {group.slug} {today}")  # noqa: S311 - made-up people, no secrets
    staff = {"director": frame.worker(group, Role.DIRECTOR), "organizer": frame.worker(group, Role.ORGANIZER)}
    conversations.fill(talks, calendar, **staff, today=today)
    people = Member.objects.in_bulk(staff.values())
    lots = Random(f"activities {group.slug} {today}")  # noqa: S311 - made-up people, no secrets
    activities.fill(lots, **{role: people[pk] for role, pk in staff.items()}, today=today)
    planner.look()
    record("organization.fill", of=organization, by=None)


def _ids(n: int) -> list[UUID]:
    with current().cursor() as cursor:
        cursor.execute("SELECT uuidv7() FROM generate_series(1, %s)", [n])
        return [row[0] for row in cursor.fetchall()]


def _names(drafts: list[Draft]) -> list[str]:
    """Return whom stories may mention: people on the ladder."""
    return [draft.person.called for draft in drafts if draft.place == "level"]


def _members(pairs: list[tuple[Draft, UUID]], frame: Frame, calendar: Calendar) -> Iterator[tuple[Any, ...]]:
    for draft, pk in pairs:
        who = draft.person
        # In the order of Member.fold_names.
        names = (who.given_name, who.preferred_name, who.middle_name, who.family_name)
        since = calendar.at(draft.known_since)
        organizer = frame.staff[draft.organizer] if draft.organizer else None
        yield (
            pk, "person", draft.status, who.given_name, who.middle_name, who.family_name, "", who.preferred_name,
            who.pronouns, who.language, draft.employer, organizer, fold(" ".join(names))[:420], since, since,
        )  # fmt: skip


def _copy_belongings(pairs: list[tuple[Draft, UUID]], frame: Frame, group: Group) -> None:
    homes = ((pk, *frame.units[draft.building]) for draft, pk in pairs)
    works = ((pk, *frame.workplaces[draft.workplace]) for draft, pk in pairs if draft.workplace)
    copy_into("members_belonging", ("member_id", "kind_id", "unit_id"), (*homes, *works))
    tags = ((pk, frame.tags[tag]) for draft, pk in pairs for tag in draft.tags)
    copy_into("members_membertag", ("member_id", "tag_id"), tags)
    said = ((pk, frame.fields[name], answer) for draft, pk in pairs for name, answer in draft.answers.items())
    answers = ((pk, field.pk, field.stored(answer)) for pk, field, answer in said)
    copy_into("members_fieldvalue", ("member_id", "field_id", "value"), answers)
    numbers = ((pk, group.roster, draft.roster_number) for draft, pk in pairs if draft.roster_number)
    copy_into("members_externalid", ("member_id", "system", "value"), numbers)
