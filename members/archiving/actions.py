"""Archiving people and bringing them back, one or as many as there are.

An archived person is in no list, count, search or look for duplicates, and keeps all there is: contacts, levels,
history. So nothing has to be made up when they come back.
"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.recording import action, record
from members.archiving.accounts import signing_in
from members.models import Member

LONGEST_REASON = 200


class NotNow(Exception):
    """It cannot be done as things stand; the sentence says why and what to do."""


class Outcome(NamedTuple):
    """Who was archived, and who stays: because they sign in here, or because others have them as their organizer."""

    archived: list[UUID]
    sign_in: list[UUID]
    organize: list[UUID]


def archive(member: Member, *, by: Member | None, because: str = "") -> None:
    """Take one person out of every list. Raises NotNow with the reason."""
    if reason := why_not(member):
        raise NotNow(reason)
    if not archive_all([member.pk], by=by, because=because).archived:
        raise NotNow(_("This person is in no list any more. Somebody was quicker."))


def archive_all(pks: Collection[UUID], *, by: Member | None, because: str = "") -> Outcome:
    """Take these people out of every list; who cannot be archived stays. Not inside a transaction."""
    return put_away(pks, signing_in(pks), by=by, because=because)


@action
def put_away(pks: Collection[UUID], accounts: set[UUID], *, by: Member | None, because: str) -> Outcome:
    rows = Member.objects.people().filter(pk__in=pks).select_for_update(of=("self",), no_key=True).order_by("pk")
    here = list(rows.values_list("pk", flat=True))
    going, organize = set(here) - accounts, set[UUID]()
    # Who stays keeps their organizer, who stays then, too, with theirs.
    while leaders := _organizing(going):
        organize |= leaders
        going -= leaders
    gone = [pk for pk in here if pk in going]
    Member.objects.filter(pk__in=gone).update(
        archived_at=Now(), archived_by=by, archived_because=because.strip()[:LONGEST_REASON], changed_at=Now()
    )
    _write_down("member.archive", gone, by)
    return Outcome(gone, [pk for pk in here if pk in accounts], [pk for pk in here if pk in organize])


@action
def bring_back_all(pks: Collection[UUID], *, by: Member | None) -> list[UUID]:
    """Let archived people stand in every list again, as they were. Returns whom it was done for."""
    rows = Member.objects.archived().filter(pk__in=pks).select_for_update(of=("self",), no_key=True).order_by("pk")
    back = list(rows.values_list("pk", flat=True))
    Member.objects.filter(pk__in=back).update(archived_at=None, archived_by=None, archived_because="", changed_at=Now())
    _write_down("member.bring_back", back, by)
    return back


def bring_back(member: Member, *, by: Member | None) -> bool:
    """Let one archived person stand in every list again; False when they do already."""
    return bool(bring_back_all([member.pk], by=by))


def why_not(member: Member) -> str:
    """Say why somebody cannot be archived; empty when they can. Not inside a transaction."""
    if signing_in([member.pk]):
        return _("%s signs in here. An owner can end that first, under “Who belongs here” in the settings.") % member
    if n := Member.objects.people().filter(organizer=member).count():
        return ngettext(
            "%(name)s is the organizer of %(n)d person. Give them another organizer first.",
            "%(name)s is the organizer of %(n)d people. Give them another organizer first.",
            n,
        ) % {"name": member, "n": n}
    return ""


def _organizing(pks: Collection[UUID]) -> set[UUID]:
    """Return who of these is the organizer of somebody who stays."""
    led = Member.objects.people().filter(organizer__in=pks).exclude(pk__in=pks).order_by()
    return {pk for pk in led.values_list("organizer", flat=True).distinct() if pk}


def _write_down(name: str, pks: Collection[UUID], by: Member | None) -> None:
    """One event for one person, and one for a set with how many there are."""
    if len(pks) == 1:
        record(name, of=Member.objects.get(pk=next(iter(pks))), by=by)
    elif pks:
        record(name, of=None, by=by, fields=[f"{len(pks)} people"])
