"""Who came for the first time: whoever is to get in touch has it among their follow-ups, and done there it is done."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from activities.models import Participation
from conversations.models import FollowUp
from conversations.promises import actions
from ladders.calibrating.assessors import possible
from members.models import Member, StaffScope, Unit
from organizations.models import Organization
from organizations.permissions import Scope


def tell(row: Participation, by: Member) -> None:
    """Make the follow-up, or let it follow: another day, another colleague, nobody any more. What is done stays."""
    of_double = Q(participation__activity=row.activity_id, participation__member__merged_into=row.member_id)
    mine = FollowUp.objects.open().filter(Q(participation=row) | of_double)
    if row.follow_up_by is None:
        mine.delete()
        return
    if (now := mine.select_related("owner", "member").first()) is None:
        what = _("Get in touch: was at “%s” for the first time") % row.activity.name
        made = actions.make_follow_up(
            what=what[:200], due=row.follow_up_on, by=by, member=row.member, owner=row.follow_up_by
        )
        FollowUp.objects.filter(pk=made.pk).update(participation=row)
        return
    if now.owner_id != row.follow_up_by.pk:
        actions.hand_over(now, to=row.follow_up_by, by=by)
    mine.update(due=row.follow_up_on)


def may_ask(organization: Organization, newcomer: Member) -> list[Member]:
    """Return who can be asked to get in touch with somebody: colleagues with follow-ups who may open their page.

    Whoever may not would read of somebody new, and never who it is. A fixed number of statements.
    """
    over = _looks_after(newcomer)
    able = possible(organization, "follow_up.edit")
    return [each.member for each in able if each.scope is Scope.ALL or each.member.pk in over]


def _looks_after(newcomer: Member) -> set[UUID | None]:
    """Return whose own people somebody is among: their organizer's, and those of whoever has a unit of theirs."""
    above = dict(Unit.objects.values_list("pk", "parent"))
    units: set[UUID] = set()
    for belonging in newcomer.belongings.all():
        unit: UUID | None = belonging.unit_id
        while unit and unit not in units:
            units.add(unit)
            unit = above.get(unit)
    scoped = StaffScope.objects.filter(unit__in=units).values_list("member", flat=True)
    return {newcomer.organizer_id, *scoped}


def done(rows: Collection[Participation]) -> set[UUID]:
    """Return those about whom somebody has got in touch, as their follow-up says: also one of who is put away by now."""
    wanted: dict[tuple[UUID, UUID | None], UUID] = {(row.activity_id, row.member_id): row.pk for row in rows}
    people = [member for _activity, member in wanted]
    theirs = Q(participation__member__in=people) | Q(participation__member__merged_into__in=people)
    found = FollowUp.objects.filter(theirs, done_on__isnull=False).values_list(
        "participation__activity", "participation__member", "participation__member__merged_into"
    )
    return {wanted[at, who] for at, *both in found for who in both if (at, who) in wanted}
