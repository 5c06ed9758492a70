"""Notes that only their author may read, when the author leaves: warned before, closed for a month, then gone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.recording import action, record
from conversations.models import Commitment, Conversation, FollowUp, PromptAnswer
from conversations.models.conversation import ConversationQuerySet
from conversations.reader import Reader
from conversations.registry import Counted, Line
from organizations.models import Membership, Organization, Role, User
from organizations.registry import Rule
from stpnet.in_org import on_public_side

SOON = timedelta(days=14)
KEPT = timedelta(days=30)


def own_notes() -> ConversationQuerySet:
    """Return the notes that stand closed, whosever they are."""
    found: ConversationQuerySet = Conversation.objects.filter(read_by=Conversation.ReadBy.AUTHOR).exclude(sealed="")
    return found


def _n_own(reader: Reader) -> Any:
    if not reader.may("conversation.log"):
        return None
    mine = own_notes().kept().filter(author=reader.member).order_by().values("author")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)


def _warn(reader: Reader, n: int) -> Line | None:
    """Tell who leaves within two weeks that their own notes go, while they can still share what should stay."""
    if not n:
        return None
    with on_public_side():
        mine = Membership.objects.filter(organization=reader.organization, user_id=reader.member.user_id or "")
        ends_on = mine.values_list("ends_on", flat=True).first()
    if ends_on is None or ends_on - reader.organization.today() > SOON:
        return None
    title = ngettext(
        "%(n)d note that only you can read goes after %(on)s.",
        "%(n)d notes that only you can read go after %(on)s.",
        n,
    )
    text = _("Open what others should know, and choose who can read it. Nobody else can do that for you.")
    says = {"n": n, "on": date_format(ends_on, "F j")}
    return Line(title % says, text, f"{reader.url('heard:list')}?by={reader.member.pk}", "lock", "warn", n=n)


WARNING = Counted("own_notes", _n_own, _warn)


def left(_organization: Organization, user_id: UUID) -> None:
    """Nobody opens their own notes any more; for a month they wait for who comes back."""
    own_notes().filter(author__user_id=user_id, words_go_at=None).update(words_go_at=timezone.now() + KEPT)


def came_back(_organization: Organization, user: User, _roles: list[Role]) -> None:
    """Who comes back in time finds their notes as they were."""
    Conversation.objects.filter(author__user_id=user.pk).exclude(words_go_at=None).update(words_go_at=None)


def clear() -> int:
    """Let go of the notes of who left a month ago, and for good of what was taken back then; returns how many."""
    n: int = _empty()
    old = _taken_back(timezone.now())
    # What is settled happened, and stays as of no talk; but it would be told to all, where the note was for few.
    here = Q(conversation__in=old.values("pk"))
    of_few = Q(conversation__in=old.exclude(read_by=Conversation.ReadBy.ORGANIZERS).values("pk"))
    Commitment.objects.filter(here, Q(state=Commitment.State.OPEN) | of_few).delete()
    FollowUp.objects.filter(here, Q(done_on=None) | of_few).delete()
    n += int(old.count())
    old.delete()
    return n


def _due(_organization: Organization, at: datetime) -> int:
    closed = Q(pk__in=own_notes().filter(words_go_at__lt=at))
    n: int = Conversation.objects.filter(closed | Q(pk__in=_taken_back(at))).count()
    return n


def _taken_back(at: datetime) -> Any:
    return Conversation.objects.filter(removed_at__lt=at - KEPT)


@action
def _empty() -> int:
    over = list(own_notes().filter(words_go_at__lt=Now()).values_list("pk", flat=True))
    if over:
        PromptAnswer.objects.filter(conversation__in=over).delete()
        Conversation.objects.filter(pk__in=over).update(sealed="", words_go_at=None, words_went_at=Now())
        record("conversation.expire", of=None, by=None, fields=[f"conversations:{len(over)}", "author left"])
    return len(over)


RULE = Rule(
    "left", gettext_lazy("Notes of their own of who left, and conversations taken back"), 11,
    lambda _organization: ngettext("%(n)d day", "%(n)d days", KEPT.days) % {"n": KEPT.days}, _due, clear,
)  # fmt: skip
