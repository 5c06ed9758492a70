"""The end itself: everything of an organization is deleted, and what is left says nothing of it.

Each step may be done twice, and the organization's own row goes last: what a crash cut off, the next round finishes.
"""

import logging
import shutil

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, Now

from organizations import clearing, ledger, schemas
from organizations.ending import traces
from organizations.ending.actions import lay_stone, remind
from organizations.models import Invitation, Membership, Organization, Tombstone, User
from stpnet.db.owner import as_owner

logger = logging.getLogger(__name__)


def nightly() -> None:
    """Delete whatever has had its thirty days, and write to owners whose group goes in a few. One's trouble is its own."""
    for organization in Organization.objects.exclude(closed_at=None).order_by("closed_at"):
        try:
            if _is_due(organization):
                _begin_and_purge(organization)
            else:
                remind(organization)
        except Exception:
            logger.exception("not deleted: %s", organization.schema_name)


def finish() -> None:
    """Go on with what a crash cut off."""
    begun = Tombstone.objects.filter(gone_at=None).exclude(began_at=None)
    for organization in Organization.objects.filter(pk__in=begun.values("organization")):
        try:
            _purge(organization)
        except Exception:
            logger.exception("not deleted: %s", organization.schema_name)


def delete_at_once(organization: Organization) -> None:
    """Delete it without the thirty days, as the login that owns the tables: from a terminal, and after a restore."""
    with as_owner():
        Organization.objects.filter(pk=organization.pk).update(closed_at=Coalesce("closed_at", Now()))
        _purge(organization)


def _is_due(organization: Organization) -> bool:
    return organization.gone_on is not None and organization.today() >= organization.gone_on


def _begin_and_purge(organization: Organization) -> None:
    """From here on nobody brings it back: of an owner who does and the clock, one comes first."""
    with transaction.atomic():
        row = Organization.objects.select_for_update(no_key=True).filter(pk=organization.pk).first()
        if row is None or not _is_due(row):
            return
        _begin(row)
    _purge(row)


def _begin(organization: Organization) -> Tombstone:
    stone = lay_stone(organization)
    Tombstone.objects.filter(pk=stone.pk, began_at=None).update(began_at=Now())
    return stone


def _purge(organization: Organization) -> None:
    stone = _begin(organization)
    # First: a backup that is put back while this goes on has to be told of it, too.
    ledger.note_group(organization.pk)
    with schemas.one_at_a_time():
        schemas.drop(organization.schema_name)
    # What cannot be removed just now goes with the strange folders, the night after.
    shutil.rmtree(clearing.uploads_of(organization), ignore_errors=True)
    traces.forget(organization)
    with transaction.atomic():
        only_here(organization).delete()
        Organization.objects.filter(pk=organization.pk).delete()
        Tombstone.objects.filter(pk=stone.pk).update(gone_at=Now())
    logger.info("deleted: %s", organization.schema_name)


def only_here(organization: Organization) -> QuerySet[User]:
    """Return the people who belong to no other group and are invited to none: their accounts open nothing any more."""
    elsewhere = Membership.objects.filter(user=OuterRef("pk")).exclude(organization=organization)
    invited = Invitation.objects.open().filter(email=OuterRef("email")).exclude(organization=organization)
    here = Membership.objects.filter(user=OuterRef("pk"), organization=organization)
    return User.objects.filter(Exists(here), ~Exists(elsewhere), ~Exists(invited), is_support=False)
