"""What the room of people lets go of when somebody is erased."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from members.exporting import files
from members.models import (
    Belonging,
    CellChange,
    ChangeSet,
    Consent,
    ContactPoint,
    Correction,
    DifferentPeople,
    DuplicateGroup,
    Export,
    ExternalId,
    FieldValue,
    GoneFrom,
    Member,
    MemberTag,
    MergeRecord,
    Relationship,
    RemovedContact,
    RightsFile,
    SavedView,
    StaffScope,
    Team,
    TeamMember,
    TeamRole,
    UnitContact,
)
from members.rights import removing as rights
from members.taking_out import actions as taking_out

# Rows that are about the person they name and about nothing else.
_THEIRS = (
    CellChange, Consent, ContactPoint, ExternalId, FieldValue, GoneFrom, MemberTag, RemovedContact, StaffScope, TeamMember,
    UnitContact, Correction, RightsFile,
    # A congregation or a workplace says much of somebody, so where they belonged is not kept either.
    Belonging,
)  # fmt: skip
# In place of words that named somebody: a filter that looked for them finds nobody.
NOBODY = "…"
_SHORTEST_ID = 4
_DIGITS_OF_PHONE = 7


def empty(member: Member) -> None:
    """Delete what is kept of somebody; words for search follow by triggers."""
    forget_words(member)
    _forget_ties(member)
    _forget_roles(member)
    _forget_files()
    for model in _THEIRS:
        model._base_manager.filter(member=member).delete()  # noqa: SLF001 - whichever model it is
    # Fields that name people hold their ids.
    FieldValue.objects.filter(value=str(member.pk)).delete()
    SavedView.objects.filter(owner=member, is_shared=False).delete()
    MergeRecord.objects.filter(Q(survivor=member) | Q(merged=member)).update(moved=[], changed=[])


def _forget_ties(member: Member) -> None:
    Relationship.objects.filter(Q(member=member) | Q(other=member)).delete()
    DifferentPeople.objects.filter(Q(low=member) | Q(high=member)).delete()
    # Without them it is no group any more, or another one, which the next look finds.
    DuplicateGroup.objects.filter(entries__member=member).delete()
    Member.objects.filter(organizer=member).update(organizer=None)
    Team.objects.filter(organizer=member).update(organizer=None)


def _forget_roles(member: Member) -> None:
    """Leave the roles they hold open, and delete those they had, and that they led."""
    roles = TeamRole.objects.filter(member=member)
    roles.current().filter(is_lead=False).update(member=None, since=None, added_by=None)
    roles.delete()


def _forget_files() -> None:
    """Remove the files of people that lie here for an hour; one that is being made is made anew, without them."""
    taking_out.forget()
    rights.forget()
    status = Export.Status
    made = Export.objects.exclude(stored_as="").filter(status=status.DONE)
    keys = list(made.values_list("stored_as", flat=True))
    made.update(stored_as="", expires_at=Now())
    # Its worker sees at the next chunk that it lost its claim, throws away what it wrote, and the sweeper wakes another.
    Export.objects.filter(status=status.RUNNING).update(status=status.QUEUED, claim=None, queued_at=Now())
    for key in keys:
        transaction.on_commit(partial(files.delete, key))


def forget_words(member: Member) -> None:
    """Take whole names, contacts and numbers of theirs out of filters that somebody typed them into."""
    words = words_of(member)
    rewrite(SavedView, ("filters",), words)
    rewrite(Export, ("filters", "reason"), words)
    rewrite(ChangeSet, ("asked",), words)
    for view in SavedView.objects.only("pk", "name"):
        if (name := without(view.name, words)) != view.name:
            # Two such views may be called alike now, and a name stands once.
            SavedView.objects.filter(pk=view.pk).update(name=name, folded=f"{NOBODY} {view.pk}")


def words_of(member: Member) -> list[str]:
    """Return what names this person and nobody else: a name that another has too is not among them."""
    firsts, last = {member.given_name, member.preferred_name} - {""}, member.family_name
    names = {f"{first} {last}" for first in firsts if last}
    others = Member.objects.exclude(pk=member.pk)
    own = {name for name in names if not others.filter(name__iexact=name).exists()}
    points = ContactPoint.objects.filter(member=member).values_list("value", "normal")
    ids = ExternalId.objects.filter(member=member).values_list("value", flat=True)
    return sorted({*own, *chain.from_iterable(points), *(each for each in ids if len(each) >= _SHORTEST_ID)})


def rewrite(model: Any, columns: Sequence[str], words: Sequence[str]) -> None:
    """Put NOBODY in place of these words, in all rows of a model, whether the column is text or holds a tree of it."""
    rewrite_rows(model._base_manager.all(), columns, words)  # noqa: SLF001 - whichever model it is


def rewrite_rows(rows: Any, columns: Sequence[str], words: Sequence[str]) -> None:
    """Put NOBODY in place of these words in some rows of a model."""
    for row in list(rows.order_by().values("pk", *columns)):
        changed = {name: new for name in columns if (new := without(row[name], words)) != row[name]}
        if changed:
            rows.model._base_manager.filter(pk=row["pk"]).update(**changed)  # noqa: SLF001 - whichever model it is


def without(value: Any, words: Sequence[str]) -> Any:
    """Return a text, or all texts of a tree, with NOBODY in place of these words."""
    if isinstance(value, dict):
        return {key: without(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [without(each, words) for each in value]
    if not isinstance(value, str):
        return value
    for word in words:
        value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", NOBODY, value, flags=re.IGNORECASE)
        if _same_phone(value, word):
            return NOBODY
    return value


def _same_phone(text: str, word: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return word.startswith("+") and len(digits) >= _DIGITS_OF_PHONE and word.removeprefix("+").endswith(digits)
