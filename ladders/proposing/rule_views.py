"""Pages on which owners and directors say by which rules people are proposed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from ladders.models import Ladder, LevelRule
from ladders.proposing import rule_pages, rules
from ladders.proposing.forms import RuleForm
from members import state
from members.filters import pages
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment

PAGE = "ladders:rules"


@require_safe
@allow("ladder.edit")
def rules_of(request: OrgRequest, pk: UUID) -> HttpResponse:
    """List the rules of each level from the top down, and of gone quiet."""
    ladder = get_object_or_404(Ladder.objects.prefetch_related("levels"), pk=pk)
    found = LevelRule.objects.in_use().filter(ladder=ladder).select_related("level", "view")
    lines = [_line(request, rule) for rule in found]
    levels = [level for level in reversed(ladder.levels.all()) if not level.retired_at]
    resting = [line for line in lines if line["rule"].level and line["rule"].level.retired_at]
    groups: list[dict[str, Any]] = [
        {"level": level, "place": "level", "where": level.pk, "lines": _of(lines, level.pk)} for level in levels
    ]
    groups.append({"level": None, "place": "quiet", "where": rule_pages.QUIET, "lines": _of(lines, None)})
    context = {"ladder": ladder, "groups": groups, "n_levels": len(levels), "resting": resting}
    return render(request, "ladders/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
@vary_on_headers("HX-Request", "HX-Target")
def add_rule(request: OrgRequest, pk: UUID, where: str) -> HttpResponse:
    """Put a new rule together, and see whom it would propose."""
    ladder = get_object_or_404(Ladder.objects.prefetch_related("levels"), pk=pk)
    return _edit(request, rules.new(ladder, rule_pages.wanted(ladder, where)))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("ladder.edit")
@vary_on_headers("HX-Request", "HX-Target")
def rule(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Change a rule's filter; without one in the address there is nothing to change yet."""
    found = _rule_or_404(pk)
    return _edit(request, found) if "go" in request.GET else redirect(PAGE, request.organization.slug, found.ladder_id)


@require_POST
@allow("ladder.edit")
def change_rule(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Open a rule's filter for changing: words that were typed into it go into the session, not into the address."""
    found = _rule_or_404(pk)
    view = found.view if found.view and not found.view.deleted_at else None
    asked = state.of_view(view) if view else state.State(tree=rules.tree_of(found))
    state.keep_words(request, asked.tree)
    address = pages.address_of(request.organization.slug, f"rule-{found.pk}", state.query(request, asked))
    return HttpResponseRedirect(address, status=303)


@require_POST
@allow("ladder.edit")
def put_away_rule(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let a rule propose nobody from now on."""
    found = _rule_or_404(pk)
    rules.put_away(found, by=request.member)
    messages.success(request, _("Put away. What it proposed and nobody decided has gone with it."))
    return redirect(PAGE, request.organization.slug, found.ladder_id)


def _edit(request: OrgRequest, found: LevelRule) -> HttpResponse:
    draft = rule_pages.Draft(request, found)
    form = RuleForm(request.POST if request.method == "POST" else None, is_everyone=draft.is_everyone)
    if form.is_valid():
        rules.save(found, filters=draft.asked.tree, view=draft.view, by=request.member)
        messages.success(request, _("Kept. It proposes from tonight on; “Look now” asks it at once."))
        return redirect(PAGE, request.organization.slug, found.ladder_id)
    context = draft.context() | {"form": form}
    reads.note(request, "member.view", n=len(context["named"]))
    page = fragment(request, "ladders/rule.html", "sheet")
    return render(request, page, context, status=422 if form.errors else 200)


def _rule_or_404(pk: UUID) -> LevelRule:
    in_use = LevelRule.objects.in_use().select_related("ladder", "level", "view")
    found: LevelRule = get_object_or_404(in_use.prefetch_related("ladder__levels"), pk=pk)
    return found


def _line(request: OrgRequest, found: LevelRule) -> dict[str, Any]:
    return {"rule": found, "says": rules.says(found, request), "rests": rules.why_rests(found)}


def _of(lines: list[dict[str, Any]], level: UUID | None) -> list[dict[str, Any]]:
    return [line for line in lines if line["rule"].level_id == level]
