"""Lists and doings that Hypothesis makes up, for proving that taking back takes back."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from imports import deciding
from imports.actions import confirm, work_now
from imports.cleaning import Cleaner
from imports.context import Context, extra_targets
from imports.headers import guess as guess_columns
from imports.models import ImportBatch
from imports.planning import COLUMNS, Planner
from imports.reading import Row
from ladders.actions import assess, void
from ladders.models import Assessment, Ladder, Place
from members.actions import edit_member
from members.models import Belonging, ContactPoint, Field, FieldValue, Member, MemberTag, Tag, Unit, UnitKind
from stpnet.db.copying import copy_into

HEADINGS = (
    "VAN ID",
    "First",
    "Last",
    "Phone",
    "Email",
    "Level",
    "Tags",
    "Home area",
    "Shoe size",
    "Employer",
    "Can text",
    "Q1 2026",
    "Q2 2026",
    "3/14",
    "Team",
    "Joined",
)
# What the headings do not tell without the cells below them.
MAPPED = {"Q1 2026": "period_level", "Q2 2026": "period_level", "3/14": "attendance", "Joined": "newfield:date"}
# Few words and numbers, so that rows meet: the same person twice, a household, somebody who is here.
GIVEN, FAMILY = ("Maria", "Omar", "Ada", "M.", "José"), ("Lopez", "Haddad", "Ruiz", "")
CELLS = {
    "VAN ID": ("", "", "V1", "V2", "V3", "V4"),
    "First": GIVEN,
    "Last": FAMILY,
    "Phone": ("", *(f"503-555-01{n:02}" for n in range(8))),
    "Email": ("", "", *(f"p{n}@example.org" for n in range(6))),
    "Level": ("", "", "1", "2", "4", "nine"),
    "Tags": ("", "drives", "drives; cooks", "sings"),
    "Home area": ("", "Elm", "elm ", "Oak", "Ash"),
    "Shoe size": ("", "", "38", "44"),
    "Employer": ("", "Mill", "Port"),
    "Can text": ("", "", "yes", "no"),
    "Q1 2026": ("", "", "1", "2", "nine"),
    "Q2 2026": ("", "", "", "2", "3"),
    "3/14": ("", "", "x", "no", "maybe"),
    "Team": ("", "", "Repairs"),
    "Joined": ("", "", "2025-05-01", "soon"),
}
MAPPINGS = st.dictionaries(
    st.sampled_from(["Employer", "Tags", "Can text", "Home area", "VAN ID"]), st.none(), max_size=2
)
# What a person says of how the list comes to what is here, and of rows that may be somebody who is here.
MODES = st.dictionaries(
    st.sampled_from(["*", "name", "phone", "email", "tags", "employer", "level"]),
    st.sampled_from(["fill", "replace"]),
    max_size=3,
)
CHOICES = st.dictionaries(
    st.sampled_from(["name", "phone", "tags", "employer"]), st.sampled_from(["keep", "replace", "add"]), max_size=2
)
WORDS = st.lists(st.tuples(st.sampled_from(["same", "same", "new", "later"]), CHOICES), max_size=4)
EDITS = ("rename", "phone", "consent", "tag", "unit", "value", "level", "void", "archive", "delete tag", "organize")


@st.composite
def lists(draw: Callable[..., Any], *, rows: int = 8) -> str:
    """Draw a list: a heading, and rows of whatever cells."""
    cell = [st.sampled_from(CELLS[heading]) for heading in HEADINGS]
    drawn = draw(st.lists(st.tuples(*cell), min_size=1, max_size=rows))
    return "\n".join([",".join(HEADINGS), *(",".join(row) for row in drawn)]) + "\n"


def bring(
    text: str,
    mapping: dict[str, str | None] | None = None,
    words: Sequence[tuple[str, dict[str, str]]] = (),
    **fields: Any,
) -> ImportBatch:
    """Bring a list in as a worker would, but for the reading of a file, which is proven elsewhere and dear."""
    lines = text.strip().split("\n")
    headers = lines[0].split(",")
    guessed = [guess.key for guess in guess_columns(headers, [], extra=extra_targets())]
    keys = [(MAPPED | (mapping or {})).get(header, key) for header, key in zip(headers, guessed, strict=True)]
    batch: ImportBatch = ImportBatch.objects.create(
        name="list.csv", headers=headers, mapping=keys, n_rows=len(lines) - 1, status=ImportBatch.Status.TO_CONFIRM,
        ladder=Ladder.objects.get(is_default=True), **fields,
    )  # fmt: skip
    cleaner = Cleaner(Context.of(batch))
    rows = [Row(number, line.split(","), {}) for number, line in enumerate(lines[1:], start=2)]
    cleaned = [cleaner.clean(row) for row in rows]
    copy_into("imports_importrow", COLUMNS, Planner(batch).look_at(cleaned))
    _say(batch, words)
    confirm(batch, by=None)
    return work_now(batch)


def _say(batch: ImportBatch, words: Sequence[tuple[str, dict[str, str]]]) -> None:
    """Say something of the rows that are asked about, in turn. A word on one row may settle another, as on the page."""
    said: set[int] = set()
    for decision, choices in cycle(words):
        row = deciding.asked(batch).exclude(number__in=said).first()
        if row is None:
            return
        said.add(row.number)
        deciding.say(row, decision, choices=choices, by=None)


# What somebody does between: which doing, and to which of the people (by the remainder of a division).
doings = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 20)), max_size=4)


def do(name: str, who: Member, by: Member) -> set[Any]:
    """Do something to somebody as pages do, or rooms that are still to come; returns whose rows it touched."""
    {
        "rename": _rename, "phone": _phone, "consent": _consent, "tag": _tag, "unit": _unit, "value": _value,
        "level": _level, "void": _void, "archive": _archive, "delete tag": _delete_tag, "organize": _organize,
    }[name](who, by)  # fmt: skip
    return {who.pk}


def _rename(who: Member, by: Member) -> None:
    edit_member(who, by=by, seen_at=who.changed_at, columns={"family_name": "Changed", "employer": "Port"})


def _phone(who: Member, by: Member) -> None:
    number = {"kind": "phone", "normal": "+15039990000"}
    ContactPoint.objects.get_or_create(member=who, **number, defaults={"value": "+15039990000"})


def _consent(who: Member, by: Member) -> None:
    ContactPoint.objects.filter(member=who).update(may_text="no", may_mail="no")


def _tag(who: Member, by: Member) -> None:
    edit_member(who, by=by, seen_at=who.changed_at, columns={}, tags=["drives", "knits"])


def _unit(who: Member, by: Member) -> None:
    kind = UnitKind.objects.get(is_default=True)
    unit, _made = Unit.objects.get_or_create(kind=kind, folded="fir", defaults={"name": "Fir"})
    edit_member(who, by=by, seen_at=who.changed_at, columns={}, units={kind: unit})


def _value(who: Member, by: Member) -> None:
    FieldValue.objects.filter(member=who).update(value="50")


def _level(who: Member, by: Member) -> None:
    if who.archived_at:
        return  # No page assesses who is archived.
    ladder = Ladder.objects.get(is_default=True)
    level = ladder.levels.get(position=3)
    assess(who, ladder=ladder, place=Place.LEVEL, level=level, on=date(2026, 2, 1), evidence="Led a meeting.", by=by)


def _void(who: Member, by: Member) -> None:
    if assessment := Assessment.objects.filter(member=who, voided_at=None).first():
        void(assessment, reason="Wrong person", by=by)


def _archive(who: Member, by: Member) -> None:
    Member.objects.filter(pk=who.pk).update(archived_at=timezone.now())


def _delete_tag(who: Member, by: Member) -> None:
    MemberTag.objects.filter(member=who).delete()


def _organize(who: Member, by: Member) -> None:
    Member.objects.filter(pk=by.pk).update(organizer=who)


def parts() -> dict[Any, dict[str, Any]]:
    """Read, for each person, all that is kept of them: what can be compared person by person."""
    found: dict[Any, dict[str, Any]] = {}
    for values in Member.objects.order_by().values():
        found[values["id"]] = {"member": values}
    for model in (ContactPoint, Belonging, MemberTag, FieldValue):
        for values in model.objects.order_by("pk").values():
            found[values["member_id"]].setdefault(model.__name__, []).append(values)
    for values in Assessment.objects.filter(voided_at=None).order_by("pk").values():
        found[values["member_id"]].setdefault("Assessment", []).append(values)
    return found


def words() -> set[tuple[str, str]]:
    """Read all units, tags and fields."""
    return {
        (model.__name__, name) for model in (Unit, Tag, Field) for name in model.objects.values_list("name", flat=True)
    }
