"""Whose turn it is, what is known about them, and how far the queue is. Reading it changes nothing."""

from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from ladders.models import Assessment, AssessQueue, Ladder, Place, Queued, SignSeen, Standing
from members.models import Belonging, Member
from members.requests import OrgRequest
from organizations.permissions import row_of

# So much of what was said is shown of each.
FEW = 3


class Known(NamedTuple):
    """What was said of someone, latest first; the first of them decides where they stand."""

    said: list[Assessment]
    waiting: Assessment | None

    @property
    def latest(self) -> Assessment | None:
        return self.said[0] if self.said else None

    @property
    def now(self) -> str:
        """Where they stand, as the form has it; empty for the never placed."""
        if self.latest is None:
            return ""
        return f"level-{self.latest.level_id}" if self.latest.level_id else self.latest.place

    @property
    def evidence(self) -> Assessment | None:
        """The last word that says what was seen."""
        return next((each for each in self.said if each.evidence), None)

    @property
    def signs(self) -> list[str]:
        """The signs that were seen by who placed them where they stand."""
        return list(getattr(self.latest, "seen", ()))

    @property
    def may_stay(self) -> bool:
        """Whether one key can say that it is still right: "not sure yet" needs a new day, a retired level another."""
        latest = self.latest
        return bool(latest and latest.place != Place.UNSURE and not (latest.level and latest.level.retired_at))


class Progress(NamedTuple):
    """How far a queue is. Who is passed over has no turn any more, for whichever reason."""

    n: int
    left: int
    skipped: int
    merged: int
    gone: int
    out_of_reach: int

    @property
    def done(self) -> int:
        return self.n - self.left

    @property
    def at(self) -> int:
        """The number of whose turn it is."""
        return min(self.done + 1, self.n)

    @property
    def assessed(self) -> int:
        return self.done - self.skipped - self.merged - self.gone - self.out_of_reach

    def passed_over(self) -> list[str]:
        """Say who had no turn, and why; nobody by name, as some are out of the reader's reach."""
        said = (
            (self.merged, ngettext(
                "%d person was put together with someone who is in this list too.",
                "%d people were put together with others who are in this list too.", self.merged,
            )),
            (self.gone, ngettext(
                "%d person is not on file any more, or archived.",
                "%d people are not on file any more, or archived.", self.gone,
            )),
            (self.out_of_reach, ngettext(
                "%d person is not among those you assess any more: with another organizer, or not counted here.",
                "%d people are not among those you assess any more: with other organizers, or not counted here.",
                self.out_of_reach,
            )),
        )  # fmt: skip
        return [sentence % n for n, sentence in said if n]


def can_be_assessed(request: OrgRequest) -> Q:
    """Say in SQL whose turn can still come: whom the signed-in person reaches, and the queue's ladder counts."""
    is_counted = Q(member__status__in=Member.Status.counted(staff=False))
    is_staff = Q(member__status=Member.Status.STAFF, queue__ladder__counts_staff=True)
    # Pages that only count ask for another right.
    reach = row_of("assessment.make").scope(request.roles)
    return Q(member__in=Member.objects.people().within(reach, request.member)) & (is_counted | is_staff)


def turn(request: OrgRequest, queue: AssessQueue) -> Queued | None:
    """Return who comes next, with what the list knows of them."""
    here = Standing.objects.filter(member=OuterRef("member"), ladder=queue.ladder_id)
    units = Belonging.objects.filter(member=OuterRef("member")).order_by("-kind__is_default", "kind__name")
    found: Queued | None = (
        Queued.objects.open()
        .filter(can_be_assessed(request), queue=queue)
        .select_related("member__organizer")
        .annotate(since=Subquery(here.values("since")), units=ArraySubquery(units.values("unit__name")))
        .order_by("position")
        .first()
    )
    if found:
        found.queue = queue
    return found


def last(request: OrgRequest, queue: AssessQueue) -> Queued | None:
    """Return whose turn was the last one, while they can be given it again."""
    turns = Queued.objects.dealt_with().filter(queue=queue)
    found = turns.select_related("member", "assessment__level").annotate(is_here=Q(can_be_assessed(request))).first()
    return found if found and found.is_here else None  # type: ignore[attr-defined]


def known(turn: Queued) -> Known:
    """Read what was said of the person in turn, in one statement."""
    seen = ArraySubquery(SignSeen.objects.filter(assessment=OuterRef("pk")).order_by("pk").values("text"))
    every = Assessment.objects.annotate(seen=seen)
    said = every.filter(member=turn.member_id, ladder=turn.queue.ladder_id, voided_at=None)
    rows = list(said.select_related("level", "assessed_by").latest_first()[: FEW * 4])
    return Known([each for each in rows if not each.waits], next((each for each in rows if each.waits), None))


def progress(request: OrgRequest, queue: AssessQueue) -> Progress:
    """Count in one statement; who can no longer be assessed is passed over, and counted by the reason."""
    is_open, merged = Q(fate=Queued.Fate.OPEN), Q(member__merged_into__isnull=False)
    gone = Q(member__archived_at__isnull=False) | Q(member__erased_at__isnull=False)
    rows = queue.people.order_by().annotate(is_here=Q(can_be_assessed(request)))
    n = rows.aggregate(
        n=Count("pk"),
        left=Count("pk", filter=is_open & Q(is_here=True)),
        skipped=Count("pk", filter=Q(fate=Queued.Fate.SKIPPED)),
        merged=Count("pk", filter=is_open & merged),
        gone=Count("pk", filter=is_open & ~merged & gone),
        out_of_reach=Count("pk", filter=is_open & Q(is_here=False) & ~merged & ~gone),
    )
    return Progress(**n)


def own(request: OrgRequest) -> list[AssessQueue]:
    """Return the queues somebody began, the latest first, each with how many are left, in one statement."""
    left = Queued.objects.open().filter(can_be_assessed(request), queue=OuterRef("pk")).order_by()
    n_left = Coalesce(Subquery(left.values("queue").annotate(n=Count("pk")).values("n")), 0)
    mine = AssessQueue.objects.filter(owner=request.member).select_related("ladder")
    # Said here again: a query that counts does not keep the order of its table.
    return list(mine.annotate(n_left=n_left, n=Count("people")).order_by("-touched_at", "pk"))


def left(request: OrgRequest, ladder: Ladder) -> Combinable:
    """Say in SQL how many are left in the signed-in person's queues on a ladder."""
    turns = Queued.objects.open().filter(can_be_assessed(request), queue__owner=request.member, queue__ladder=ladder)
    return Subquery(turns.order_by().values("queue__owner").annotate(n=Count("pk")).values("n"))
