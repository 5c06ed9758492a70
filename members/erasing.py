"""Erasing somebody: the row stays as an empty shell, counted in periods that are over, and nothing else of them does."""

from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import forgetting, registry
from members.archiving.accounts import signing_in
from members.models import Member

# What is left of the row itself is what it is counted by (kind, status, when), and nothing that says who it was.
_EMPTY: dict[str, Any] = {
    "user_id": None,
    "given_name": "",
    "middle_name": "",
    "family_name": "",
    "suffix": "",
    "preferred_name": "",
    "pronouns": "",
    "language": "",
    "employer": "",
    "folded": "",
    "organizer": None,
    "archived_by": None,
    "archived_because": "",
    "first_week": None,
}


class NotNow(Exception):
    """It cannot be done as things stand; the sentence says why and what to do."""


def erase(member: Member, *, by: Member | None) -> None:
    """Let go of all that is known of somebody, for good. Not inside a transaction. Raises NotNow with the reason.

    Rows that were put together with theirs are the same person's, and go with them.
    """
    refuse(member)
    pks = of_one(member.pk)
    traces = forgetting.traces(pks)
    _erase(pks, member, by=by)
    forgetting.outside(traces)


def note_again() -> None:
    """Write down, each night, who is erased here: a crash between the commit and the list loses no line."""
    forgetting.write_down(Member.objects.exclude(erased_at=None).order_by().values_list("pk", flat=True))


def refuse(member: Member) -> None:
    """Raise NotNow with the reason where somebody cannot be erased. Not inside a transaction."""
    if reason := _why_not(member):
        raise NotNow(reason)
    if signing_in(of_one(member.pk)):
        raise NotNow(_("This person signs in here. An owner has to end that first, under “Who belongs here”."))


def of_one(pk: UUID) -> list[UUID]:
    """Return the row itself, who was put together into it, and into those."""
    found, more = [pk], [pk]
    while more := list(Member.objects.filter(merged_into__in=more).exclude(pk__in=found).values_list("pk", flat=True)):
        found += more
    return found


def _why_not(member: Member) -> str:
    if member.erased_at:
        return _("This person was erased before.")
    if member.merged_into_id:
        return _("This row was put together with another one, which stands for both. Erase that one: both go.")
    if member.kind == Member.Kind.PRACTICE:
        return _("This person is made up for practice, and goes with it.")
    return ""


@action
def _erase(pks: list[UUID], member: Member, *, by: Member | None) -> None:
    # Assessing and merging lock these rows too, in the same order: nothing is said of them meanwhile.
    rows = list(Member.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    here = next((row for row in rows if row.pk == member.pk), None)
    if here is None or set(of_one(member.pk)) != set(pks):
        raise NotNow(_("Somebody changed these rows just now. Look again."))
    if reason := _why_not(here):
        raise NotNow(reason)
    words = forgetting.names_of(rows)
    for row in rows:
        # What points at a row goes before it, and names are known until the end.
        for handle in reversed(registry.on_erase):
            handle(row)
        Member.objects.filter(pk=row.pk).update(erased_at=Now(), changed_at=Now(), **_EMPTY)
    forgetting.take_out(words)
    record("member.erase", of=member, by=by, fields=["everything"])
