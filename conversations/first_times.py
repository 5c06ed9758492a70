"""Who came for the first time: whoever is to get in touch has it among their follow-ups, and done there it is done."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from activities.models import Participation
from conversations.models import FollowUp
from conversations.promises import actions
from members.models import Member


def tell(row: Participation, by: Member) -> None:
    """Make the follow-up, or let it follow: another day, another colleague, nobody any more. What is done stays."""
    mine = FollowUp.objects.open().filter(participation=row)
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


def done(rows: Collection[Participation]) -> set[UUID]:
    """Return those about whom somebody has got in touch, as their follow-up says."""
    found = FollowUp.objects.filter(participation__in=rows, done_on__isnull=False)
    return {pk for pk in found.values_list("participation", flat=True) if pk}
