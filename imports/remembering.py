"""What a person does about matchings: use another one, keep one under a name, rename it, delete it, bring it back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from audit.recording import action, record
from imports import mappings
from imports.actions import go
from imports.context import extra_targets
from imports.models import ImportBatch, ImportMapping
from imports.models.mapping import TAKEN
from members.models import Member

Status = ImportBatch.Status
MATCHABLE = [Status.TO_MATCH, Status.TO_CONFIRM]


@action
def use(batch: ImportBatch, *, like: ImportMapping | None, by: Member) -> None:
    """Guess the columns anew: by a matching that the person chose, or by headings and cells alone."""
    among = [like] if like else []
    found = mappings.compare(batch.headers, like) if like else None
    # The ways of a list are those of the matching, not of the one that it gives way to.
    batch.modes = {}
    mappings.guess_by(batch, found, among, extra_targets())
    told = {name: getattr(batch, name) for name in ("mapping", "layout", "like", "ladder", "date_order", "modes")}
    go(batch, MATCHABLE, Status.TO_MATCH, **told)
    record("import.run", of=batch, by=by, fields=["guessed anew"])


@action
def keep(batch: ImportBatch, *, name: str, by: Member, **told: Any) -> ImportMapping:
    """Write down what the person has chosen so far, and keep it under a name for lists to come.

    `told` is what `actions.match` takes. Raises ValidationError when somebody has just taken the name.
    """
    go(batch, MATCHABLE, Status.TO_MATCH, **told)
    mapping = mappings.keep(batch, name=name)
    if mapping is None:
        raise ValidationError(TAKEN)
    record("import.run", of=batch, by=by, fields=["matching kept"])
    return mapping


@action
def rename(mapping: ImportMapping, *, name: str, by: Member) -> None:
    """Call it something else. The form has seen to it that the name is free."""
    mapping.name = name
    mapping.save(update_fields=["name", "folded"])
    record("import.run", of=mapping, by=by, fields=["matching renamed"])


@action
def delete(mapping: ImportMapping, *, by: Member) -> None:
    """Let no list be matched by it any more; it can be brought back for a while."""
    if ImportMapping.objects.filter(pk=mapping.pk, deleted_at=None).update(deleted_at=Now()):
        record("import.run", of=mapping, by=by, fields=["matching deleted"])


@action
def bring_back(mapping: ImportMapping, *, by: Member) -> bool:
    """Undo the deletion; False when another one has its name by now."""
    if ImportMapping.objects.standing().filter(folded=mapping.folded).exclude(pk=mapping.pk).exists():
        return False
    if ImportMapping.objects.filter(pk=mapping.pk).exclude(deleted_at=None).update(deleted_at=None):
        record("import.run", of=mapping, by=by, fields=["matching brought back"])
    return True
