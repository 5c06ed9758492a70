"""Tags and contacts that a cell names: which rows they are, or will be."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import tag_key
from members.changing.cells import Change, kept_point
from members.changing.reading import Reached
from members.changing.stored import Stored
from members.models import ContactPoint, Tag
from stpnet.db.wrapper import current


class TagIds(NamedTuple):
    """The keys of tags by what equal names have in common."""

    by_key: dict[str, str]

    def of(self, names: Iterable[str]) -> list[str]:
        return sorted({self.by_key[tag_key(name)] for name in names})


def tag_ids(names: Iterable[str]) -> TagIds:
    """Return the keys of tags by their names; those that do not exist are made."""
    wanted = {tag_key(name): name for name in names}
    found = {tag.folded: str(tag.pk) for tag in Tag.objects.filter(folded__in=wanted)} if wanted else {}
    if new := [Tag(name=name, folded=key) for key, name in wanted.items() if key not in found]:
        # Somebody else may make the same tag at this moment.
        Tag.objects.bulk_create(new, ignore_conflicts=True)
        found = {tag.folded: str(tag.pk) for tag in Tag.objects.filter(folded__in=wanted)}
    return TagIds(found)


def new_ids(n: int) -> Iterator[UUID]:
    """Return keys that the database makes, in one statement."""
    if not n:
        return iter(())
    with current().cursor() as cursor:
        cursor.execute("SELECT uuidv7() FROM generate_series(1, %s)", [n])
        return iter([row[0] for row in cursor.fetchall()])


def changed_contact(member: UUID, reached: Reached, found: Stored, ids: Iterator[UUID]) -> Change:
    """Return the change of the phone or e-mail that the list shows of someone; of a new one where it shows none."""
    point = found.first_point(member, reached.kind)
    before = kept_point(point) if point else None
    key = str(point.pk) if point else str(next(ids))
    if not reached.value:
        return Change(member, f"contact:{key}", before, None)
    if found.has_contact(member, reached.kind, reached.normal, but=key):
        raise ValidationError(_("This person has this contact already, or it was marked as not to be used. Open them."))
    if before:
        return Change(member, f"contact:{key}", before, {**before, "value": reached.value, "normal": reached.normal})
    new = ContactPoint(
        id=UUID(key), kind=reached.kind, value=reached.value, normal=reached.normal, created_at=timezone.now()
    )
    return Change(member, f"contact:{key}", None, kept_point(new))
