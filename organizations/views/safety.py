"""How safe the group's people are, and what is held about them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organizations import keeping_rules, registry, safety, settings_of
from organizations.access import allow, may
from organizations.requests import OrganizationRequest


@require_safe
@allow("safety.view")
def self_check(request: OrganizationRequest) -> HttpResponse:
    """Show what the system sees and what people answer, each with what to do next."""
    found, asked = safety.findings(request), safety.questions(request.organization)
    context = {
        "found": found,
        "asked": asked,
        "n_open": sum(not each.is_good for each in found) + sum(each.is_due for each in asked),
        "may_answer": may(request, "organization.settings"),
    }
    return render(request, "organizations/self_check.html", context)


@require_POST
@allow("organization.settings")
def looked(request: OrganizationRequest) -> HttpResponse:
    """Keep that the group looked at a question today."""
    key, here = request.POST.get("question", ""), request.organization
    if key not in {question.key for question in safety.QUESTIONS}:
        messages.error(request, _("This is not asked any more. Look at the list again."))
        return redirect("organizations:self_check", here.slug)
    days = {**here.looked_at, key: here.today().isoformat()}
    settings_of.change(here, values={"looked_at": days}, by=request.user)
    messages.success(request, _("Kept. You are asked again in half a year."))
    return redirect("organizations:self_check", here.slug)


@require_safe
@allow("safety.view")
def kept(request: OrganizationRequest) -> HttpResponse:
    """Say by which rules things go: after how long, when that was last done, what went, and what goes tonight."""
    context = {"rows": keeping_rules.told(request.organization), "may_answer": may(request, "organization.settings")}
    return render(request, "organizations/kept.html", context)


@require_safe
@allow("safety.view")
def held(request: OrganizationRequest) -> HttpResponse:
    """Say what is held, since when, until when, who hosts it and what a court could get."""
    rows = sorted((each for look in registry.holdings for each in look(request)), key=lambda each: each.order)
    may_answer = may(request, "organization.settings")
    context = {"rows": rows, "hosted_by": settings.HOSTED_BY, "may_answer": may_answer}
    return render(request, "organizations/held.html", context)
