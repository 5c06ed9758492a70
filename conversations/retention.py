"""How long what was heard is kept: the group says so, and each night the rest goes. That people talked stays."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.recording import action, record
from conversations.models import Conversation, ConversationTheme, PromptAnswer
from conversations.reader import Reader
from conversations.registry import Line
from organizations.models import Organization
from organizations.registry import Rule
from stpnet.db.wrapper import current

# After a new answer, so that a slip can be mended.
GRACE = timedelta(days=30)
AT_ONCE = 1000


def clear() -> int:
    """Empty what is older than the group keeps notes, from a month after it said so; returns how many stories went.

    One event for each thousand.
    """
    organization = cast("Organization", current().tenant)
    since = organization.note_retention_since
    if since is None or since + GRACE > timezone.now():
        return 0
    n = 0
    while over := list(old(organization, organization.today()).values_list("pk", flat=True)[:AT_ONCE]):
        _empty(over)
        n += len(over)
    return n


def old(organization: Organization, today: date) -> QuerySet[Conversation]:
    """Find what is kept longer than the group wants: as of the day they talked, or it was written down or put right, if later."""
    months = organization.note_retention_months
    if not months:
        return Conversation.objects.none()
    has_more = Exists(ConversationTheme.objects.filter(conversation=OuterRef("pk")).exclude(sentence=""))
    answered = Exists(PromptAnswer.objects.filter(conversation=OuterRef("pk")))
    told = ~Q(story="") | ~Q(sealed="") | has_more | answered
    first = _months_before(today, months)
    written = TruncDate(Coalesce("edited_at", "created_at"), tzinfo=organization.zone)
    return Conversation.objects.annotate(written=written).filter(told, on__lt=first, written__lt=first).order_by("pk")


def soon(reader: Reader) -> Iterator[Line]:
    """Tell the owners, in the month before, how many stories go and when: until then the answer can be changed."""
    since = reader.organization.note_retention_since
    if not reader.may("organization.settings") or since is None or since + GRACE <= timezone.now():
        return
    goes = timezone.localtime(since + GRACE, reader.organization.zone).date()
    if n := old(reader.organization, goes).count():
        title = ngettext(
            "The words of %(n)d conversation go on %(on)s.", "The words of %(n)d conversations go on %(on)s.", n
        )
        text = ngettext(
            "The group keeps notes for %(n)d month. If that is a slip, change it before.",
            "The group keeps notes for %(n)d months. If that is a slip, change it before.",
            reader.organization.note_retention_months or 0,
        ) % {"n": reader.organization.note_retention_months}
        says = {"n": n, "on": date_format(goes, "F j")}
        yield Line(title % says, text, reader.url("organizations:settings"), "archive", "warn")


@action
def _empty(over: Collection[UUID]) -> None:
    ConversationTheme.objects.filter(conversation__in=over).exclude(sentence="").update(sentence="")
    PromptAnswer.objects.filter(conversation__in=over).delete()
    Conversation.objects.filter(pk__in=over).update(story="", sealed="", words_went_at=Now())
    record("conversation.expire", of=None, by=None, fields=[f"conversations:{len(over)}"])


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _kept(organization: Organization) -> str:
    months = organization.note_retention_months
    if months is None:
        return _("Nobody has said yet")
    if not months:
        return _("Until somebody deletes them")
    return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}


def _due(organization: Organization, at: datetime) -> int:
    since = organization.note_retention_since
    if since is None or since + GRACE > at:
        return 0
    return old(organization, timezone.localtime(at, organization.zone).date()).count()


RULE = Rule("notes", gettext_lazy("Words of conversations"), 10, _kept, _due, clear, "organizations:settings")
