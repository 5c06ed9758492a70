"""The words that a column of few words can become: levels, people on staff, yes and no."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from imports.headers import negated
from imports.meanings.known import about
from imports.models import ImportBatch
from ladders.models import Level
from members.models import Member, Unit

# In the order of Member.Status, without those who are only to be read.
_STATUSES = ("contact", "member", "staff", "former")


class Vocabulary(NamedTuple):
    """`choices`: what may be read, with its label. `names`: of units, any other name makes a new one."""

    about: str
    choices: Sequence[tuple[str, str]] = ()
    names: Sequence[str] = ()

    @property
    def is_of_units(self) -> bool:
        return self.about.startswith("unit:")

    def label(self, value: str) -> str:
        return dict(self.choices).get(value, value)


def of(
    batch: ImportBatch, *, headers: Sequence[str] | None = None, units: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Vocabulary]:
    """Give each column of few words its vocabulary; a statement for each kind of words that there is.

    `units` are names that have been read already, by `unit:<kind>`.
    """
    columns = [pair for pair in zip(batch.headers, batch.mapping, strict=True) if headers is None or pair[0] in headers]
    abouts = {header: about(key, negated=negated(header), ladder_id=batch.ladder_id) for header, key in columns if key}
    every = {each for each in abouts.values() if each}
    read = {each: Vocabulary(each, names=names) for each, names in (units or {}).items()}
    made = read | _units(every - read.keys()) | {each: _make(each) for each in every if not each.startswith("unit:")}
    return {header: made[each] for header, each in abouts.items() if each}


def _units(abouts: Collection[str]) -> dict[str, Vocabulary]:
    named: dict[str, list[str]] = {each: [] for each in abouts if each.startswith("unit:")}
    if named:
        kinds = [UUID(each.removeprefix("unit:")) for each in named]
        for kind, name in Unit.objects.filter(kind__in=kinds).order_by("name", "pk").values_list("kind_id", "name"):
            named[f"unit:{kind}"].append(name)
    return {each: Vocabulary(each, names=names) for each, names in named.items()}


def _make(about: str) -> Vocabulary:
    what, _colon, of = about.partition(":")
    match what:
        case "level":
            levels = Level.objects.active().filter(ladder=UUID(of)).order_by("position")
            return Vocabulary(about, [(str(level.pk), str(level)) for level in levels])
        case "organizer":
            staff = Member.objects.people().filter(status=Member.Status.STAFF).order_by("sorted_as", "pk")
            return Vocabulary(about, [(str(member.pk), str(member)) for member in staff])
        case "status":
            return Vocabulary(about, [(status, str(Member.Status(status).label)) for status in _STATUSES])
        case "consent":
            return Vocabulary(about, [("optedin", _("Yes")), ("optedout", _("No"))])
    return Vocabulary(about, [("yes", _("Yes")), ("no", _("No"))])
