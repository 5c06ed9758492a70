"""What is thrown away each night because nobody needs it any more. docs/deploy.md lists it."""

import logging
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from organizations.models import Invitation, Membership, Organization, User
from organizations.signing_in.limits import LimitCache

logger = logging.getLogger(__name__)
KEPT = timedelta(days=30)
# An upload that is still on its way is younger.
ON_ITS_WAY = timedelta(days=1)


def clear() -> None:
    """Do all of it; what fails is logged and keeps nothing else from being cleared."""
    for each in (sessions, invitations, unfinished_accounts, failed_attempts, strange_folders, broken_uploads):
        try:
            each()
        except Exception:  # the next night tries again
            logger.exception("not cleared")


def sessions() -> None:
    """Sign-ins that are over, and from which device and address they were."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    there = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(there), last_seen_at__lt=timezone.now() - ON_ITS_WAY).delete()


def invitations() -> None:
    """Invitations used, withdrawn or run out a month ago, with the addresses in them."""
    old = timezone.now() - KEPT
    Invitation.objects.filter(Q(accepted_at__lt=old) | Q(withdrawn_at__lt=old) | Q(expires_at__lt=old)).delete()


def unfinished_accounts() -> None:
    """Accounts of people who never confirmed their address: made by someone who wrote a stranger's, perhaps."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    belongs = Membership.objects.filter(user=OuterRef("pk"))
    never_came = User.objects.filter(last_login=None, date_joined__lt=timezone.now() - KEPT)
    never_came.filter(~Exists(confirmed), ~Exists(belongs)).delete()


def failed_attempts() -> None:
    """Limits that are over: they hold addresses that somebody tried, and where from."""
    cast("LimitCache", caches[DEFAULT_CACHE_ALIAS]).forget_expired()


def strange_folders() -> None:
    """Uploads of organizations that are gone."""
    known = {str(pk) for pk in Organization.objects.values_list("pk", flat=True)}
    root = Path(settings.MEDIA_ROOT)
    for folder in root.iterdir() if root.exists() else ():
        if folder.is_dir() and _is_uuid(folder.name) and folder.name not in known:
            shutil.rmtree(folder)


def broken_uploads() -> None:
    """What Django had received of uploads when a process was killed."""
    for file in Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()).glob("*.upload*"):
        if file.is_file() and file.stat().st_mtime < time.time() - ON_ITS_WAY.total_seconds():
            file.unlink(missing_ok=True)


def uploads_of(organization: Organization) -> Path:
    """Return the folder of everything that was uploaded to an organization."""
    return Path(settings.MEDIA_ROOT) / str(organization.pk)


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
