"""A crowd of people for measuring, stored by COPY: names, phones and mails, and all that groups keep beside them."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Model

from demo.names import ARABIC, ENGLISH, POLISH, SPANISH, VIETNAMESE, YORUBA
from ladders.models import Assessment, Level, Standing
from members.models import (
    Belonging,
    ContactPoint,
    Field,
    FieldValue,
    Member,
    MemberTag,
    MemberWord,
    Tag,
    Unit,
    UnitKind,
)
from members.normal import fold
from stpnet.db.copying import copy_into
from stpnet.db.wrapper import current

TRADITIONS = (ARABIC, ENGLISH, POLISH, SPANISH, VIETNAMESE, YORUBA)
TABLES = (Member, ContactPoint, MemberWord, Belonging, MemberTag, FieldValue, Assessment, Standing)
CITIES = ("Cedar Valley", "Eastside", "Elm Court", "Lakeside", "North River", "South Hills")
N_UNITS, N_TAGS, N_ORGANIZERS, ROOTS = 300, 30, 80, 15
# Of everything that people may have, eight of ten have it.
MOST = 0.8


def store_people(n: int, chance: Random) -> float:
    """Store people with names, a phone and a mail by COPY, as an import does; returns its seconds."""
    named = [(chance.choice(each.given), chance.choice(each.family)) for each in chance.choices(TRADITIONS, k=n)]
    with current().cursor() as cursor:
        cursor.execute("SELECT uuidv7() FROM generate_series(1, %s)", [3 * n])
        ids = [row[0] for row in cursor.fetchall()]
    people = [
        (ids[i], "person", "contact", given, "", family, "", "", "", "", "", fold(f"{given} {family}"), "")
        for i, (given, family) in enumerate(named)
    ]
    names = ["id", "kind", "status", "given_name", "middle_name", "family_name", "suffix", "preferred_name"]
    names += ["pronouns", "language", "employer", "folded", "archived_because"]
    points = [
        (ids[n + 2 * i + mail], ids[i], "email" if mail else "phone", "other", value, value, *[""] * 9, "good")
        for i, (given, family) in enumerate(named)
        for mail, value in enumerate((f"+1503{i % 10_000_000:07}", f"{fold(given)}.{i}@example.org".replace(" ", "")))
    ]
    of_point = ["id", "member_id", "kind", "label", "value", "normal", "street", "city", "region", "postal_code"]
    of_point += ["country", "may_call", "may_text", "may_mail", "consent_source", "standing"]
    before = time.perf_counter()
    copy_into(Member._meta.db_table, names, people)  # noqa: SLF001
    copy_into(ContactPoint._meta.db_table, of_point, points)  # noqa: SLF001
    return time.perf_counter() - before


def furnish(chance: Random) -> None:
    """Give the people units of two kinds, tags, fields of each kind, organizers, addresses and places on the ladder."""
    people = list(Member.objects.people().order_by("pk").values_list("pk", flat=True))
    for kind in (UnitKind.objects.get(), UnitKind.objects.create(name="Workplace", plural="Workplaces")):
        units = _units(kind, chance)
        _copy(
            Belonging,
            "member_id kind_id unit_id",
            ((pk, kind.pk, chance.choice(units)) for pk in _most(people, chance)),
        )
    tags = Tag.objects.bulk_create([Tag(name=f"Tag {n}", folded=f"tag {n}") for n in range(N_TAGS)])
    _copy(MemberTag, "member_id tag_id", ((pk, chance.choice(tags).pk) for pk in _most(people, chance)))
    for kind, value in VALUES.items():
        field = Field.objects.create(name=f"Asked: {kind}", folded=f"asked: {kind}", kind=kind)
        _copy(FieldValue, "member_id field_id value", ((pk, field.pk, value(chance)) for pk in _most(people, chance)))
    _place(people, chance)
    for at, organizer in enumerate(people[:N_ORGANIZERS]):
        own = [pk for pk in people[at :: 2 * N_ORGANIZERS] if pk != organizer]
        Member.objects.filter(pk__in=own).update(organizer=organizer, status="member", employer=chance.choice(CITIES))
    places = (
        (pk, "address", "home", f"{street}, {city}", fold(f"{street} {city}"), city, "good", street, *[""] * 7)
        for pk in _most(people, chance)
        for city, street in [(chance.choice(CITIES), f"{chance.randrange(1, 2_000)} Oak Street")]
    )
    of_point = "member_id kind label value normal city standing street region postal_code country"
    _copy(ContactPoint, f"{of_point} may_call may_text may_mail consent_source", places)


def a_unit() -> Unit:
    """A unit with others below it."""
    return Unit.objects.exclude(children=None).order_by("pk")[0]


def _most(people: Sequence[UUID], chance: Random) -> Iterable[UUID]:
    return (pk for pk in people if chance.random() < MOST)


def _units(kind: UnitKind, chance: Random) -> list[UUID]:
    """Make trees of units, two levels deep."""
    units = Unit.objects.bulk_create(
        Unit(kind=kind, name=f"{kind.name} {at}", folded=f"{kind.name} {at}".lower()) for at in range(N_UNITS)
    )
    for unit in units[ROOTS:]:
        unit.parent = chance.choice(units[:ROOTS])
    Unit.objects.bulk_update(units[ROOTS:], ["parent"])
    return [unit.pk for unit in units]


def _place(people: Sequence[UUID], chance: Random) -> None:
    """Put most of them on a level of the ladder, each by one assessment."""
    levels = list(Level.objects.filter(ladder__is_default=True).order_by("position"))
    placed = [
        (pk, levels[0].ladder_id, "level", chance.choice(levels).pk, _day(chance)) for pk in _most(people, chance)
    ]
    flags = ["clear", "", "page", False, False, ""]
    of_assessment = "member_id ladder_id place level_id on confidence evidence source is_baseline waits_for_review"
    _copy(Assessment, f"{of_assessment} void_reason", ([*row, *flags] for row in placed))
    words = dict(Assessment.objects.values_list("member", "pk"))
    _copy(Standing, "member_id ladder_id place level_id since assessment_id", ((*row, words[row[0]]) for row in placed))


def _day(chance: Random) -> str:
    return str(date(2025, 1, 1) + timedelta(days=chance.randrange(500)))


VALUES: dict[str, Callable[[Random], str]] = {
    "text": lambda chance: chance.choice(CITIES),
    "number": lambda chance: str(chance.randrange(1_000)),
    "date": _day,
    "yes_no": lambda chance: chance.choice(("yes", "no")),
}


def _copy(model: type[Model], columns: str, rows: Iterable[Sequence[Any]]) -> None:
    copy_into(model._meta.db_table, columns.split(), rows)  # noqa: SLF001


def settle(*models: type[Model]) -> None:
    """Tidy up as the server does by itself after a while; what another connection may still see, it leaves for later."""
    with current().cursor() as cursor:
        for table in (model._meta.db_table for model in models):  # noqa: SLF001
            for _each in range(20):
                cursor.execute(f"VACUUM ANALYZE {table}")
                cursor.execute("SELECT relallvisible = relpages FROM pg_class WHERE oid = %s::regclass", [table])
                if cursor.fetchone() == (True,):
                    break
                time.sleep(0.5)
