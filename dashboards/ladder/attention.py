"""Who needs somebody: each with what was seen and the one thing to do. Read as parts of one statement, as Today is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Commitment
from conversations.today import parts
from dashboards.ladder.asking import Asked, not_looked_at_since
from ladders.models import Level, Place, Proposal, Standing
from members.generations.filters import has_coach
from members.requests import OrgRequest
from organizations.access import may

type Rows = list[dict[str, Any]]
# So many have their names here, of as many kinds as there are; what there is beyond stands behind the links.
_NAMED = 4
# Beyond these it is said that there are more than so many.
_EXACT = 100
# Of each level; who has no name here and is not one of so many is one more than can be told exactly.
_READ = _EXACT + _NAMED + 1


class Line(NamedTuple):
    """Somebody, where they stand, what was seen, and what to do about it."""

    icon: str
    name: str
    url: str
    level: Level | None
    says: str
    do: str
    do_url: str


class More(NamedTuple):
    """How many more there are of a kind, and where all of them are."""

    says: str
    url: str


class _Kind(NamedTuple):
    name: str
    action: str
    icon: str
    part: Callable[[Asked], ArraySubquery]
    line: Callable[[Asked, dict[str, Any]], tuple[str, str, str]]
    more: Callable[[Asked, int], More]
    # Read level by level; of several levels who comes first, where it is not who stands highest.
    by_level: bool = False
    first: str = ""

    def read(self, found: Rows) -> tuple[Rows, int]:
        """Return the rows in their order, and how many there are in all."""
        if not self.by_level:
            return found, parts.n_of(found)
        levels: list[Rows] = [each["lines"] for each in found]
        rows = [row for lines in levels for row in lines]
        return sorted(rows, key=lambda row: row.get(self.first, "")), sum(parts.n_of(lines) for lines in levels)


def asks(asked: Asked) -> dict[str, Combinable]:
    """Return the parts of the statement, for the rights of the reader."""
    return {kind.name: kind.part(asked) for kind in _KINDS if may(asked.request, kind.action)}


def read(asked: Asked, found: Mapping[str, Rows]) -> tuple[list[Line], list[More]]:
    """Say what the statement found: the first of each kind by name, and how many more there are."""
    lines: list[Line] = []
    more: list[More] = []
    read = [(kind, *kind.read(found[kind.name])) for kind in _KINDS if found.get(kind.name)]
    here = [(kind, rows, n) for kind, rows, n in read if n]
    for kind, rows, n in here:
        named = max(1, _NAMED // len(here))
        lines.extend(_lines(asked, kind, rows[:named]))
        if n > named:
            more.append(kind.more(asked, n - named))
    return lines, more


def _lines(asked: Asked, kind: _Kind, rows: Rows) -> Iterator[Line]:
    levels = {str(level.pk): level for level in asked.levels}
    for row in rows:
        says, do, url = kind.line(asked, row)
        page = parts.page_of(asked.request, row["about"])
        yield Line(kind.icon, row["name"], page, levels.get(row["level"] or ""), says, do, url)


def _proposals(asked: Asked) -> ArraySubquery:
    people = parts.in_reach(asked.request, "proposal.decide").filter(asked.scope).order_by().values("pk")
    found = Proposal.objects.open().filter(ladder=asked.ladder.pk, member__in=people, ladder__put_away_at=None)
    in_order = found.order_by(F("level__position").desc(nulls_last=True), "member__sorted_as", "pk")
    of = {"about": F("member_id"), "name": F("member__name"), "level": F("from_level_id")}
    return parts.lines(in_order, pk=F("pk"), to=F("level__name"), at=F("level__position"), **of)


def _proposal(asked: Asked, row: dict[str, Any]) -> tuple[str, str, str]:
    says = _("Nothing has reached them for long. Gone quiet?")
    if row["to"]:
        says = _("A rule has seen something that speaks for level %(n)s %(level)s.") % {
            "n": row["at"],
            "level": row["to"],
        }
    return says, _("Review level"), _url(asked.request, "ladders:accept", row["pk"])


def _more_proposals(asked: Asked, n: int) -> More:
    name, args = (
        ("ladders:default_proposals", ()) if asked.ladder.is_default else ("ladders:proposals", (asked.ladder.pk,))
    )
    says = ngettext("%(n)d more proposal waits", "%(n)d more proposals wait", n) % {"n": n}
    return More(says, _url(asked.request, name, *args))


def _leaders(asked: Asked, action: str, *, so: Q, first: str) -> ArraySubquery:
    """Return the lines of people of the upper levels whom a right of the reader reaches, of the highest level first.

    Of each level only the first so many are read, who have stood there longest, as the index of standings has them:
    nobody sorts all leaders of a large group. `so`: what else holds of them; `first`: who of those read comes first.
    """
    here = FilteredRelation("standings", condition=Q(standings__ladder=asked.ladder.pk))
    people: Any = parts.in_reach(asked.request, action).filter(asked.scope).annotate(here=here)
    stand = people.filter(so, here__place=Place.LEVEL, here__level=OuterRef(OuterRef("pk"))).order_by("here__since")
    found = Standing.objects.filter(pk__in=stand.values("here__pk")[:_READ])
    of = {"about": F("member_id"), "name": F("member__name"), "level": F("level_id"), "on": F("assessment__on")}
    lines = parts.lines(found.order_by(first, "member__sorted_as", "pk"), **of)
    upper = Level.objects.filter(pk__in=[level.pk for level in asked.in_use[len(asked.in_use) // 2 :]])
    return ArraySubquery(upper.order_by("-position").values(json=JSONObject(lines=lines)))


def _alone(asked: Asked) -> ArraySubquery:
    return _leaders(asked, "member.edit", so=~has_coach(), first="since")


def _alone_line(asked: Asked, row: dict[str, Any]) -> tuple[str, str, str]:
    return _("Leads, and has no coach."), _("Find a coach"), parts.page_of(asked.request, row["about"])


def _more_alone(asked: Asked, n: int) -> More:
    says = ngettext("%(n)d more leader has no coach", "%(n)d more leaders have no coach", n) % {"n": n}
    if n > _EXACT:
        says = _("More than %(n)d more leaders have no coach") % {"n": _EXACT}
    return More(says, _url(asked.request, "coaching:tree"))


def _stale(asked: Asked) -> ArraySubquery:
    day = not_looked_at_since(asked)
    # Who came to a level since then was looked at since then: of those no assessment is read.
    so = Q(here__since__lt=day, here__assessment__on__lt=day)
    return _leaders(asked, "assessment.make", so=so, first="assessment__on")


def _stale_line(asked: Asked, row: dict[str, Any]) -> tuple[str, str, str]:
    on, today = parts.day(row["on"]), asked.request.organization.today()
    says = _("Their level was last looked at %s.") % (parts.ago(on, today) if on else "")
    name, args = ("ladders:assess_default", ()) if asked.ladder.is_default else ("ladders:assess", (asked.ladder.pk,))
    return says, _("Review level"), _url(asked.request, name, *args, row["about"])


def _more_stale(asked: Asked, n: int) -> More:
    says = ngettext("%(n)d more was not looked at for long", "%(n)d more were not looked at for long", n) % {"n": n}
    if n > _EXACT:
        says = _("More than %(n)d more were not looked at for long") % {"n": _EXACT}
    return More(says, _url(asked.request, "ladders:queues"))


def _yes(asked: Asked) -> ArraySubquery:
    people = parts.in_reach(asked.request, "commitment.edit").filter(asked.scope).order_by()
    here = Standing.objects.filter(member=OuterRef("member"), ladder=asked.ladder.pk)
    found = Commitment.objects.to_check(asked.request.organization.today()).filter(member__in=people.values("pk"))
    in_order = found.annotate(at=Subquery(here.values("level")[:1])).order_by(F("by").asc(nulls_last=True), "pk")
    of = {"about": F("member_id"), "name": F("member__name"), "level": F("at")}
    return parts.lines(in_order, what=F("what"), on=F("by"), **of)


def _yes_line(asked: Asked, row: dict[str, Any]) -> tuple[str, str, str]:
    says = _("Said yes to: %s. No word yet on how it went.") % row["what"].rstrip(".")
    return says, _("Close the loop"), _url(asked.request, "commitments:list")


def _more_yes(asked: Asked, n: int) -> More:
    says = ngettext("%(n)d more said yes, and no word yet", "%(n)d more said yes, and no word yet", n) % {"n": n}
    return More(says, _url(asked.request, "commitments:list"))


def _url(request: OrgRequest, name: str, *args: Any) -> str:
    return reverse(name, args=[request.organization.slug, *args])


_KINDS = (
    _Kind("proposed", "proposal.decide", "arrow-up", _proposals, _proposal, _more_proposals),
    _Kind("stale", "assessment.make", "clock", _stale, _stale_line, _more_stale, by_level=True, first="on"),
    _Kind("yes", "commitment.edit", "triangle-alert", _yes, _yes_line, _more_yes),
    _Kind("alone", "member.edit", "users", _alone, _alone_line, _more_alone, by_level=True),
)
