"""What changes a quote: somebody's yes is written down, said anew, or taken back."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models.functions import Now

from audit.recording import action, record
from conversations.models import Conversation, Quote, Theme
from members.models import Member


class Consent(NamedTuple):
    """What somebody agreed to: where, until which day, under which name, when and how they said so."""

    where: str
    until: date | None
    named: str
    called: str
    agreed_on: date
    agreed_how: str


@action
def keep(
    *,
    member: Member,
    words: str,
    consent: Consent,
    theme: Theme | None = None,
    conversation: Conversation | None = None,
    by: Member,
) -> Quote:
    """Keep words with the yes that goes with them."""
    made: Quote = Quote.objects.create(
        member=member, words=words, theme=theme, conversation=conversation, asked_by=by, **_columns(consent)
    )
    record("quote.agree", of=made, by=by, fields=["words", *Consent._fields])
    return made


@action
def agree_anew(quote: Quote, *, consent: Consent, theme: Theme | None, by: Member) -> bool:
    """Write down what somebody agrees to now; the words stay those they said. False when they were withdrawn."""
    columns: dict[str, Any] = {"theme": theme, **_columns(consent)}
    if theme is None or Quote.objects.filter(pk=quote.pk).exclude(theme=theme).exists():
        # Moved by hand: two themes taken apart do not take it along.
        columns["was"] = []
    if not Quote.objects.kept().filter(pk=quote.pk).update(**columns):
        return False
    record("quote.agree", of=quote, by=by, fields=list(Consent._fields))
    return True


@action
def withdraw(quote: Quote, *, by: Member) -> bool:
    """Let the words go, from here and from every report to come: only that there were some stays.

    Nobody can undo it: to have them back, somebody has to say yes again.
    """
    gone = {"words": "", "called": "", "named": Quote.Named.NOBODY, "withdrawn_at": Now(), "withdrawn_by": by}
    if not Quote.objects.filter(pk=quote.pk, withdrawn_at=None).update(**gone):
        return False
    record("quote.withdraw", of=quote, by=by, fields=["words"])
    return True


def _columns(consent: Consent) -> dict[str, Any]:
    """Drop the words that stand for a name where another way of naming was chosen."""
    called = consent.called if consent.named == Quote.Named.CALLED else ""
    return consent._asdict() | {"called": called}
