"""What changes relationships."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members.models import KEPT_FOR, Member, Relationship
from members.relationships import rings
from members.relationships.words import Side


class NotNow(Exception):
    """It cannot be done as things stand; the sentence says why."""


@action
def relate(member: Member, *, other: Member, side: Side, note: str = "", by: Member | None) -> Relationship:
    """Write down what `other` is to `member`.

    Raises NotNow when it stands there already, from whichever end, or would go round in a ring.
    """
    if member.pk == other.pk:
        raise NotNow(_("Choose somebody else: nobody has this to do with themselves."))
    one, two = (other, member) if side.is_from_them else (member, other)
    if why := rings.why_not(side.kind, one, two):
        raise NotNow(why)
    try:
        with transaction.atomic():
            made: Relationship = Relationship.objects.create(
                member=one, other=two, kind=side.kind, note=note, added_by=by
            )
    except IntegrityError as error:
        raise NotNow(_("This is written down already.")) from error
    _write_down(made, by, "relationships")
    return made


@action
def take_away(relationship: Relationship, *, by: Member | None) -> bool:
    """Take a relationship out of sight; for thirty days it can be brought back."""
    if not Relationship.objects.kept().filter(pk=relationship.pk).update(removed_at=Now()):
        return False
    _write_down(relationship, by, "relationships")
    return True


@action
def bring_back(relationship: Relationship, *, by: Member | None) -> bool:
    """Bring back what was taken away; False when the same was written down anew, or somebody was quicker.

    Raises NotNow when what was written down since would make a ring with it.
    """
    if why := rings.why_not(relationship.kind, relationship.member, relationship.other):
        raise NotNow(why)
    try:
        with transaction.atomic():
            back = Relationship.objects.filter(pk=relationship.pk).exclude(removed_at=None).update(removed_at=None)
    except IntegrityError:
        return False
    if back:
        _write_down(relationship, by, "relationships")
    return bool(back)


def forget() -> int:
    """Remove what was taken away more than thirty days ago; returns how many."""
    return Relationship.objects.filter(removed_at__lt=Now() - KEPT_FOR).delete()[0]


def of(*people: Member) -> Q:
    """Say in SQL that a relationship has one of these people at an end."""
    return Q(member__in=people) | Q(other__in=people)


def _write_down(relationship: Relationship, by: Member | None, what: str) -> None:
    for end in (relationship.member, relationship.other):
        record("member.edit", of=end, by=by, fields=[what])
