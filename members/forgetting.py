"""What erasing somebody takes along beyond the rooms' own rows: their name in free words, and what the public side has."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast, Lower

from members.emptying import rewrite_rows, words_of
from members.models import ContactPoint, Member
from organizations import keeping, ledger, outbox
from organizations.keeping import Fate
from organizations.models import Invitation, Membership, Organization, User
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side

# Closed text is opened by the room that closed it; words to find by follow from others.
_NOT_READ = ("sealed", "folded")


class Traces(NamedTuple):
    """What leads to somebody outside the organization's own tables; looked up before they are erased."""

    pks: list[UUID]
    users: list[UUID]
    addresses: list[str]
    words: list[str]


def traces(pks: list[UUID]) -> Traces:
    users = Member.objects.filter(pk__in=pks).order_by().values_list("user_id", flat=True)
    emails = ContactPoint.objects.filter(member__in=pks, kind=ContactPoint.Kind.EMAIL).order_by()
    words = names_of(Member.objects.filter(pk__in=pks))
    return Traces(pks, [user for user in users if user], list(emails.values_list("normal", flat=True)), words)


def names_of(members: Collection[Member]) -> list[str]:
    """Return the words that name these rows and nobody else, longest first."""
    return sorted({word for member in members for word in words_of(member)}, key=len, reverse=True)


def take_out(words: Sequence[str]) -> None:
    """Put nobody in place of these words in all columns that a room says are anonymised, whoever's row it is."""
    for model, columns in keeping.columns(Fate.ANONYMISE, settings.TENANT_APPS):
        texts = [field.name for field in columns if is_text(field)]
        if texts and words:
            rewrite_rows(naming(model, texts, words), texts, words)


def is_text(field: Any) -> bool:
    return isinstance(field, CharField | TextField | JSONField) and field.name not in _NOT_READ and not field.choices


def naming(model: type[Model], columns: Sequence[str], words: Sequence[str]) -> Any:
    """Return the rows that have one of these words in a column; there may be tens of thousands, and few name one person."""
    named = Q(pk=None)
    for column in columns:
        for word in words:
            named |= Q(**{f"said_{column}__contains": word.lower()})
    said = {f"said_{column}": Lower(Cast(column, TextField())) for column in columns}
    return model._base_manager.alias(**said).filter(named)  # noqa: SLF001 - whichever model it is


def outside(traces: Traces) -> None:
    """Let go of what the public side has of somebody: invitations, searches, mail that waits, an account of nobody's.

    Called after the commit, inside the organization; done again, it changes nothing.
    """
    organization = write_down(traces.pks)
    with on_public_side():
        theirs = Q(member_id__in=traces.pks)
        for address in traces.addresses:
            theirs |= Q(email__iexact=address)
        Invitation.objects.filter(theirs, organization=organization).delete()
        _forget_searches(organization)
        outbox.take_back_naming(organization, words=traces.words, addresses=traces.addresses)
        # An account that belongs to another group is that person's own, and stays.
        belonging = Membership.objects.filter(user__in=traces.users).values("user")
        User.objects.filter(pk__in=traces.users, is_support=False).exclude(pk__in=belonging).delete()


def write_down(pks: Iterable[UUID]) -> Organization:
    """Put who was erased here on the list that outlives a restore; returns the organization of here."""
    organization = current().tenant
    if not isinstance(organization, Organization):
        raise TypeError("outside in_org()")
    ledger.note([ledger.Gone(ledger.PERSON, organization.pk, pk) for pk in pks])
    return organization


def _forget_searches(organization: Organization) -> None:
    """Forget what colleagues typed to find people: half a name is enough to tell who it was."""
    colleagues = Membership.objects.filter(organization=organization).values("user")
    keys = UserSession.objects.filter(user__in=colleagues).values("session_key")
    store = SessionStore()
    for session in Session.objects.filter(session_key__in=keys):
        said = session.get_decoded()
        if said.pop("searches", None):
            Session.objects.filter(pk=session.pk).update(session_data=store.encode(said))
