"""What a phone keeps to log a conversation without signal: one page without any data, and the files it needs."""

import json
import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conversations.drafts.shell import render_shell
from members.requests import OrgRequest
from organizations.access import allow
from organizations.permissions import EVERYONE

_WORKER = "js/drafts/worker.js"
_ICONS = {"192x192": "icons/192.png", "512x512": "icons/512.png"}


@require_safe
@allow("conversation.log")
def worker(request: OrgRequest) -> HttpResponse:
    """The script that answers when there is no signal; by its address it has to do with the page of logging alone."""
    page = render_shell(request)
    files = re.findall(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"#]+)"', page)
    # Neither the name nor what is kept says which organization it is.
    prefix = sha256(str(request.organization.pk).encode()).hexdigest()[:12]
    version = sha256(page.encode()).hexdigest()[:12]
    kept = {
        "prefix": prefix,
        "version": f"{prefix}-{version}",
        "page": reverse("drafts:shell", args=[request.organization.slug]),
        "files": sorted(set(files)),
    }
    script = f"const kept = {json.dumps(kept)};\nimportScripts({json.dumps(static(_WORKER))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
@allow("conversation.log")
def shell(request: OrgRequest) -> HttpResponse:
    """The page of logging without a name, a list or anything else of this organization or of who is signed in."""
    return HttpResponse(render_shell(request))


@require_safe
@allow(EVERYONE)
def manifest(request: OrgRequest) -> HttpResponse:
    """What a phone needs to put the site on its first screen. It does not say there which group somebody is in."""
    slug = request.organization.slug
    today, log = (f"/o/{slug}/{page}" for page in ("today/", "conversations/new/"))
    icons = [{"src": static(path), "sizes": sizes, "type": "image/png"} for sizes, path in _ICONS.items()]
    told = {
        "name": "STP Network",
        "short_name": "STP",
        "id": today,
        "start_url": today,
        "scope": f"/o/{slug}/",
        "display": "standalone",
        "background_color": "#faf9f7",
        "theme_color": "#0d5e4f",
        "icons": icons,
        "shortcuts": [{"name": _("Log a conversation"), "url": log}, {"name": _("Today"), "url": today}],
    }
    return HttpResponse(json.dumps(told), content_type="application/manifest+json")
