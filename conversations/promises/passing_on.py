"""What somebody owed who is here no more goes on: to whoever organizes the person it is about, else to an owner."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.asking import who_belong
from conversations.models import FollowUp, Notice
from conversations.notices import tell
from conversations.reader import Reader
from conversations.registry import Line
from members.models import Member
from organizations.models import Organization, Role
from organizations.permissions import Scope, row_of
from stpnet.db.wrapper import current

PASSED_ON = "follow_ups.passed_on"
# Who may do what somebody owes.
_ROLES = [role for role in Role if row_of("follow_up.edit").scope([role]) is not Scope.NO]


def pass_on() -> None:
    """Each night, look whether anybody owes something who left, or may not do it any more. Not in a transaction."""
    organization = cast("Organization", current().tenant)
    owing = set(FollowUp.objects.open().order_by().values_list("owner", flat=True))
    able = {each.pk for each in who_belong(organization, *_ROLES)} if owing else set()
    if (gone := owing - able) and (heirs := who_belong(organization, Role.OWNER)):
        _hand_on(gone, able, heirs[0])


@action
def _hand_on(gone: Collection[UUID], able: Collection[UUID], heir: Member) -> None:
    rows = FollowUp.objects.open().filter(owner__in=gone).select_related("member__organizer")
    open_ones = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for each in open_ones:
        organizer = each.member.organizer if each.member else None
        each.handed_by_id, each.handed_note = each.owner_id, ""
        each.owner = organizer if organizer and organizer.pk in able else heir
        record("follow_up.edit", of=each, by=None, fields=["handed over"])
    FollowUp.objects.bulk_update(open_ones, ["owner", "handed_by", "handed_note"], batch_size=500)
    for left in Member.objects.filter(pk__in=gone):
        to = {each.owner_id for each in open_ones if each.handed_by_id == left.pk}
        tell(to=to, kind=PASSED_ON, by=None, member=left)


def say_passed_on(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    """Say whose they were; which they are stands on the list."""
    title, text = _("What %(who)s still owed people is with you now."), _("They do not do it here any more.")
    url = reader.url("follow_ups:list")
    return {each.pk: Line(title % {"who": each.whom}, text, url, "hand-helping") for each in notices}
