"""What the rooms to the left do that somebody should know of, and how it reads."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from conversations.models import Digest, MailChoice, Notice
from conversations.notices import tell
from conversations.reader import Reader
from conversations.registry import Line
from ladders.models import Assessment
from members.models import Member
from organizations.models import Organization
from organizations.registry import Change

AGREED, VOIDED, ROLES = "ladders.agreed", "ladders.voided", "people.roles"


def agreed(assessment: Assessment, by: Member) -> None:
    _tell_assessor(AGREED, assessment, by)


def voided(assessment: Assessment, by: Member) -> None:
    _tell_assessor(VOIDED, assessment, by)


def _tell_assessor(kind: str, assessment: Assessment, by: Member) -> None:
    if assessment.assessed_by:
        tell(to=assessment.assessed_by, kind=kind, by=by, member=assessment.member, about=assessment.pk)


def changed(_organization: Organization, change: Change) -> None:
    """Tell a person that somebody else gave them other roles or another last day."""
    if change.action != "people.roles":
        return
    members = {member.user_id: member for member in Member.objects.filter(user_id__in={change.of, change.by} - {None})}
    if change.of in members:
        tell(to=members[change.of], kind=ROLES, by=members.get(change.by))


def left(_organization: Organization, user_id: UUID) -> None:
    """Who leaves is told nothing more, and gets no mail."""
    theirs = Member.objects.filter(user_id=user_id)
    Notice.objects.filter(to__in=theirs).delete()
    MailChoice.objects.filter(member__in=theirs).delete()
    Digest.objects.filter(member__in=theirs).delete()


def say_agreed(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    text = _("The level counts from the day you gave.")
    return {
        each.pk: Line(
            _("%(who)s agreed with where you see %(whom)s.") % _names(each), text, _person(reader, each), "check", "ok"
        )
        for each in notices
    }


def say_voided(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    text = _("It no longer counts. What you said stays to be read, with the reason.")
    return {
        each.pk: Line(
            _("%(who)s took back where you saw %(whom)s.") % _names(each), text, _person(reader, each), "undo-2", "warn"
        )
        for each in notices
    }


def say_roles(reader: Reader, notices: Sequence[Notice]) -> Mapping[UUID, Line]:
    roles = ", ".join(str(role.label) for role in reader.roles)
    text, url = _("You are now: %s. See what that lets you do.") % roles, reader.url("organizations:who_may")
    title = _("%(who)s changed what you may do here.")
    return {each.pk: Line(title % {"who": each.who}, text, url, "key-round") for each in notices}


def _names(notice: Notice) -> dict[str, str]:
    return {"who": notice.who, "whom": notice.whom}


def _person(reader: Reader, notice: Notice) -> str:
    """Return the page of whom it is about; nothing for readers who may not see them any more."""
    seen = getattr(notice, "may_see_member", False)
    return reader.url("members:detail", notice.member_id) if seen and notice.member_id else ""
