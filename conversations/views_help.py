"""Help: keys, words, and how we count."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conversations import asking, keys
from ladders import small
from ladders.models import Ladder
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.glossary import OF_PLACES, WORDS
from organizations.permissions import EVERYONE

YEAR = 365 * 24 * 3600


@require_safe
@allow(EVERYONE)
def help_page(request: OrgRequest) -> HttpResponse:
    """Show which keys there are, where to ask, and what our words mean."""
    context = {
        "keys": keys.KEYS,
        "keys_are_off": keys.are_off(request),
        "words": [word for key, word in WORDS.items() if key not in OF_PLACES],
        "words_of_places": [WORDS[key] for key in OF_PLACES],
        "why": asking.why(),
        "may_practice": may(request, "assessment.make"),
    }
    return render(request, "help/help.html", context)


@require_POST
@allow(EVERYONE)
def switch_keys(request: OrgRequest) -> HttpResponse:
    """Turn the keys off or on in this browser: a cookie says so, which the script reads and no table keeps."""
    response = redirect("help:help", request.organization.slug)
    if request.POST.get("keys") == "off":
        # Not HttpOnly: it is there for the script to read, and says nothing of anybody.
        response.set_cookie(keys.COOKIE, "off", max_age=YEAR, secure=settings.SECURE, samesite="Lax")
        messages.success(request, _("Single keys are off in this browser."))
    else:
        response.delete_cookie(keys.COOKIE, samesite="Lax")
        messages.success(request, _("Single keys are on again in this browser."))
    return response


@require_safe
@allow(EVERYONE)
def how_we_count(request: OrgRequest) -> HttpResponse:
    """Say in plain words how every figure is made, with this organization's own settings."""
    organization = request.organization
    context = {
        "ladders": list(Ladder.objects.all()),
        "today": organization.today(),
        "week_start": organization.get_week_start_display(),
        "quarter_month": MONTHS[organization.first_quarter_month],
        "least": small.LEAST,
    }
    return render(request, "help/how_we_count.html", context)
