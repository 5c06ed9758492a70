"""Themes: the list with its figures, one's page, and keeping them tidy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from conversations.models import Theme
from conversations.themes import actions, page
from conversations.themes.actions import ThemesRefused
from conversations.themes.forms import MergeForm, ThemeForm
from conversations.themes.periods import asked
from conversations.themes.reach import edits
from conversations.themes.sentences import drawn_out
from members.requests import OrgRequest
from organizations.access import allow, may

READS = "note.view.organizers"
_A_PAGE = 50


@require_safe
@allow(READS)
def theme_list(request: OrgRequest) -> HttpResponse:
    """Show what people talk about: how often each theme came up, and which come together."""
    context = page.of_all(request, asked(request)) | {"may_add": may(request, "theme.edit")}
    return render(request, "conversations/themes/list.html", context)


@require_safe
@allow(READS)
def theme(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show one theme over time, what comes with it, whose words may be quoted, and what was heard."""
    family = list(Theme.objects.filter(Q(pk=pk) | Q(merged_into=pk)).by_name())
    found = next((each for each in family if each.pk == pk), None)
    if found is None:
        raise Http404
    if found.merged_into_id:
        return redirect("themes:theme", request.organization.slug, found.merged_into_id)
    heard = Paginator(drawn_out(request, pk), _A_PAGE).get_page(request.GET.get("page"))
    context = page.of_one(request, found, [each for each in family if each != found], asked(request))
    context |= {"page": heard, "may_draw": may(request, "theme.edit")}
    reads.note(request, READS, n=len(heard.object_list))
    return render(request, "conversations/themes/theme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Give something that comes up a name."""
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.make(**form.cleaned_data, by=request.member)
        except ThemesRefused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("“%s” can be drawn out of conversations now.") % made)
            return redirect("themes:theme", request.organization.slug, made.pk)
    return render(request, "conversations/themes/add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("theme.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Call a theme something else, or say better what belongs to it."""
    found = get_object_or_404(edits(request).filter(merged_into=None), pk=pk)
    name, form = found.name, ThemeForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        try:
            actions.edit(found, **form.cleaned_data, by=request.member)
        except ThemesRefused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect("themes:theme", request.organization.slug, pk)
    return _tidy(request, found, name, form=form)


@require_POST
@allow("theme.edit")
def merge(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a theme into another one."""
    found = get_object_or_404(edits(request).active(), pk=pk)
    form = MergeForm(request.POST, theme=found)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            actions.merge(found, into=into, by=request.member)
        except ThemesRefused as why:
            form.add_error(why.field, str(why))
        else:
            said = _("What was drawn out under “%(theme)s” stands under “%(into)s” now. Both names find it.")
            return _done(request, said % {"theme": found, "into": into}, into.pk, undo=("themes:part", pk))
    return _tidy(request, found, found.name, merge=form)


@require_POST
@allow("theme.edit")
def part(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a theme out of the one it was put into."""
    found = get_object_or_404(edits(request).exclude(merged_into=None), pk=pk)
    into = found.merged_into_id
    try:
        actions.part(found, by=request.member)
    except ThemesRefused as why:
        messages.error(request, str(why))
        return redirect("themes:theme", request.organization.slug, into)
    return _done(request, _("“%s” stands by itself again, with all that came from it.") % found, pk)


@require_POST
@allow("theme.edit")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Offer a theme no more."""
    found = get_object_or_404(edits(request), pk=pk)
    actions.put_away(found, by=request.member)
    said = _("“%s” is offered no more. What was drawn out under it is kept.") % found
    return _done(request, said, undo=("themes:bring_back", pk))


@require_POST
@allow("theme.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Offer a theme again."""
    found = get_object_or_404(edits(request), pk=pk)
    try:
        actions.bring_back(found, by=request.member)
    except ThemesRefused as why:
        messages.error(request, str(why))
        return redirect("themes:list", request.organization.slug)
    return _done(request, _("“%s” is offered again.") % found, pk)


def _tidy(request: OrgRequest, found: Theme, name: str, **forms: Any) -> HttpResponse:
    """Show the page on which a theme is renamed, put into another one, or put away."""
    invalid = any(form.errors for form in forms.values())
    context = {"form": ThemeForm(instance=found), "merge": MergeForm(theme=found), "theme": found, "name": name}
    return render(request, "conversations/themes/edit.html", context | forms, status=422 if invalid else 200)


def _done(request: OrgRequest, said: str, pk: UUID | None = None, undo: tuple[str, UUID] | None = None) -> HttpResponse:
    slug = request.organization.slug
    messages.success(request, said, extra_tags=reverse(undo[0], args=[slug, undo[1]]) if undo else "")
    return redirect("themes:theme", slug, pk) if pk else redirect("themes:list", slug)
