"""Putting people together and taking them apart."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import registry
from members.merging import moving, values
from members.models import APART_FOR, DuplicateMember, Member, MergeRecord
from members.relationships import rings


class NotNow(Exception):
    """It cannot be done as things stand; the sentence says why and what to do."""


@action
def merge(
    survivor: Member, merged: Member, *, by: Member | None, chosen: Mapping[str, Any] | None = None
) -> MergeRecord:
    """Let one person's row stand for both: everything of the other goes over. Raises NotNow with the reason.

    `chosen` says which value stands where both have one; what is not named stays as the survivor has it.
    """
    # First, as who relates people takes it before their rows: the other way round, the two would wait for each other.
    rings.hold()
    survivor, merged = _locked(survivor, merged)
    if reason := why_not(survivor, merged) or rings.why_not_one(survivor, merged):
        raise NotNow(reason)
    changed = values.write(survivor, merged, chosen or {})
    moved = moving.move(merged, survivor)
    made: MergeRecord = MergeRecord.objects.create(
        survivor=survivor, merged=merged, merged_by=by, changed=changed, moved=moved
    )
    Member.objects.filter(pk=merged.pk).update(merged_into=survivor, changed_at=Now())
    DuplicateMember.objects.filter(member=merged).delete()
    _settle(survivor, merged)
    record("member.merge", of=survivor, by=by, fields=["put together"])
    record("member.merge", of=merged, by=by, fields=["put together"])
    return made


@action
def merge_all(
    survivor: Member, put_away: Sequence[tuple[Member, Mapping[str, Any]]], *, by: Member | None
) -> list[MergeRecord]:
    """Put several away into one, each with the values that stand from them; all of them or none."""
    return [merge(survivor, merged, by=by, chosen=chosen) for merged, chosen in put_away]


@action
def unmerge(made: MergeRecord, *, by: Member | None) -> Member:
    """Take two people apart: each has what was theirs, with what was changed of it since. Returns who came back.

    Raises NotNow with the reason.
    """
    survivor, merged = _locked(made.survivor, made.merged)
    made.refresh_from_db()
    if reason := why_not_apart(made, survivor):
        raise NotNow(reason)
    values.take_back(made)
    moving.move_back(made.moved, survivor, merged)
    MergeRecord.objects.filter(pk=made.pk).update(apart_at=Now(), apart_by=by, moved=[], changed=[])
    Member.objects.filter(pk=merged.pk).update(merged_into=None, changed_at=Now())
    for each in (survivor, merged):
        _let_others_follow(each)
    _settle(survivor, merged)
    record("member.unmerge", of=survivor, by=by, fields=["taken apart"])
    record("member.unmerge", of=merged, by=by, fields=["taken apart"])
    merged.refresh_from_db()
    return merged


def why_not(survivor: Member, merged: Member) -> str:
    """Say why two cannot be put together; empty when they can."""
    if survivor.pk == merged.pk:
        return _("This is one row already.")
    if survivor.user_id and merged.user_id:
        return _("Both sign in here with an account of their own. An owner has to end one of the two first.")
    if merged.user_id:
        return _("%s signs in here, so that row has to be the one that stays.") % merged
    both = (survivor, merged)
    if any(each.merged_into_id for each in both):
        return _("One of the two was put together with someone else meanwhile. Look again.")
    if any(each.erased_at or each.archived_at or each.kind != Member.Kind.PERSON for each in both):
        return _("One of the two is not, or no longer, in the list of people. Look again.")
    return ""


def why_not_apart(made: MergeRecord, survivor: Member) -> str:
    """Say why two cannot be taken apart; empty when they can."""
    if made.apart_at:
        return _("They are apart already.")
    if made.is_over:
        return _("People can be taken apart for 90 days. They are over, and what was whose is forgotten.")
    if survivor.merged_into_id:
        return _("%s was put together with someone else since. Take those two apart first.") % survivor
    if survivor.erased_at:
        return _("This person was erased, so there is nothing left to take apart.")
    return ""


def _locked(*people: Member) -> list[Member]:
    """Let nobody else put these together or edit them; always in the same order, so that two do not deadlock.

    Raises NotNow when one was deleted meanwhile, as the undo of a list does.
    """
    pks = sorted(person.pk for person in people)
    rows = {row.pk: row for row in Member.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")}
    if len(rows) < len(set(pks)):
        raise NotNow(_("One of the two is not, or no longer, in the list of people. Look again."))
    return [rows[person.pk] for person in people]


def _let_others_follow(survivor: Member) -> None:
    """What somebody else put away has too, and did not go over as this one's stood there, goes over now.

    So do their relationships with this one, which had no room beside this one's own with whom they were put into.
    Whoever is put away themselves gets nothing: what was theirs is with another now, and comes back to its old room.
    """
    tied = Q(merged__relationships__other=survivor) | Q(merged__relationships_of_others__member=survivor)
    standing = MergeRecord.objects.filter(apart_at=None, survivor__merged_into=None)
    others = standing.filter(Q(survivor=survivor) | tied).distinct()
    for other in others.select_related("merged", "survivor").order_by("merged_at", "pk"):
        if more := moving.move(other.merged, other.survivor):
            other.moved += more
            other.save(update_fields=["moved"])


def _settle(survivor: Member, merged: Member) -> None:
    Member.objects.filter(pk=survivor.pk).update(changed_at=Now())
    for follow in registry.on_merge:
        follow([survivor.pk, merged.pk])


def forget() -> int:
    """Forget what was whose, once people can no longer be taken apart; returns of how many."""
    over = MergeRecord.objects.filter(apart_at=None, merged_at__lt=Now() - APART_FOR)
    return over.exclude(Q(moved=[]) & Q(changed=[])).update(moved=[], changed=[])
