"""What changes saved views. Every change is recorded without its words: filters may name people."""

from datetime import timedelta
from itertools import count
from uuid import UUID

from django.db.models.functions import Now

from audit.recording import action, record
from members import state
from members.models import Member, SavedView
from members.normal import fold

KEPT_DAYS = 30


@action
def save_view(asked: state.State, *, name: str, is_shared: bool, by: Member) -> SavedView:
    """Keep what a list is asked for under a name."""
    view = SavedView(owner=by, **_named(name), is_shared=is_shared, **state.stored(asked))
    view.save(force_insert=True)
    record("view.save", of=view, by=by, fields=["name"])
    return view


@action
def save_to(view: SavedView, asked: state.State, *, by: Member) -> None:
    """Let a view show from now on what the list is asked for."""
    for name, value in state.stored(asked).items():
        setattr(view, name, value)
    view.save(update_fields=list(state.stored(asked)))
    record("view.save", of=view, by=by, fields=list(state.stored(asked)))


@action
def edit_view(view: SavedView, *, name: str, is_shared: bool, by: Member) -> None:
    """Rename a view, share it or take it back."""
    for field, value in {**_named(name), "is_shared": is_shared}.items():
        setattr(view, field, value)
    view.save(update_fields=["name", "folded", "is_shared"])
    record("view.share" if is_shared else "view.save", of=view, by=by, fields=["is_shared", "name"])


@action
def delete_view(view: SavedView, *, by: Member) -> None:
    """Take a view out of sight; for thirty days it can be brought back."""
    if SavedView.objects.kept().filter(pk=view.pk).update(deleted_at=Now()):
        record("view.save", of=view, by=by, fields=["deleted_at"])


@action
def bring_back(pk: UUID, *, by: Member) -> SavedView | None:
    """Bring a deleted view back; None when it is gone for good or somebody else's."""
    view = SavedView.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk, owner=by).first()
    if view is None or view.deleted_at is None:
        return None
    _rename(view)
    view.deleted_at = None
    view.save(update_fields=["deleted_at", "folded", "name"])
    record("view.save", of=view, by=by, fields=["deleted_at"])
    return view


def _rename(view: SavedView) -> None:
    """Count on where the name was given to another one meanwhile."""
    kept = SavedView.objects.kept().filter(is_shared=view.is_shared)
    taken = set((kept if view.is_shared else kept.filter(owner=view.owner_id)).values_list("folded", flat=True))
    name, folded = view.name, view.folded
    for n in count(2):
        if view.folded not in taken:
            return
        view.name, view.folded = f"{name[:55]} {n}", f"{folded[:55]} {n}"


def forget() -> int:
    """Remove views deleted more than thirty days ago; returns how many."""
    return SavedView.objects.filter(deleted_at__lt=Now() - timedelta(days=KEPT_DAYS)).delete()[0]


def _named(name: str) -> dict[str, str]:
    return {"name": name, "folded": fold(name) or name}
