"""How long a sign-in lasts, on which device it is, and when it was last used."""

import re
from collections.abc import Callable
from datetime import timedelta
from time import time

from allauth.usersessions.models import UserSession
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import Membership, User

REMEMBERED, ELSEWHERE = timedelta(days=30), timedelta(hours=12)
# More than anybody has phones and computers: who signs in again and again with a stolen password fills no table, and
# the list of devices stays one that can be read.
MOST = 20
# How exact "last used" is: each time costs two writes.
SEEN_EVERY_SECONDS = 600
_SEEN = "seen"
# The first that fits: browsers name the ones they descend from too.
_BROWSERS = [
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"), ("Safari", "Safari"),
]  # fmt: skip
_SYSTEMS = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "Mac"), ("Linux", "Linux"),
]  # fmt: skip


def device(user_agent: str) -> str:
    """Say "Firefox on Android" for what a browser says of itself."""
    browser, system = (
        next((name for pattern, name in known if re.search(pattern, user_agent)), "") for known in (_BROWSERS, _SYSTEMS)
    )
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown device")


def begin(request: HttpRequest, *, remembered: bool) -> None:
    """Let the sign-in end at a fixed moment: using it does not make it longer."""
    request.session.set_expiry(timezone.now() + (REMEMBERED if remembered else ELSEWHERE))
    request.session[_SEEN] = int(time())


def end_oldest(user: User) -> None:
    """End the sign-ins that were not used for longest where there are more than one person may have."""
    newest_first = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")
    for session in newest_first[MOST:]:
        session.end()


class LastUsedMiddleware:
    """Notes every ten minutes that a session is in use. It stands outside organizations, on the public side."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A page that did not look at the session does not load it for this.
        if request.session.accessed and _is_old(request.session.get(_SEEN)):
            request.session[_SEEN] = int(time())
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
            if organization := getattr(request, "organization", None):
                # Who came by a link, not by the list of groups, finds the same group first the next time too.
                Membership.objects.filter(user_id=str(request.user.pk), organization=organization).update(
                    last_used_at=Now()
                )
        return response


def _is_old(seen: int | None) -> bool:
    return seen is not None and time() - seen > SEEN_EVERY_SECONDS
