"""Tags as a whole: `settings/tags/`."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import going
from members.models import Gone, Member, Tag
from members.requests import OrgRequest
from members.tags import actions
from members.tags.actions import TagsRefused
from members.tags.forms import MergeForm, TagForm
from organizations.access import allow

_LIST = "tags:list"


@require_safe
@allow("tag.edit")
def tag_list(request: OrgRequest) -> HttpResponse:
    """Show every tag with how many people have it, and what went lately."""
    here = Q(member_tags__member__in=Member.objects.people())
    tags = Tag.objects.annotate(n=Count("member_tags", filter=here)).order_by("folded", "pk")
    gone = list(going.can_come_back().filter(what=Gone.What.TAG).annotate(n=Count("people")))
    names = {tag.pk: tag.name for tag in tags}
    for each in gone:
        each.until, each.now = each.at + timedelta(days=going.KEPT_DAYS), names.get(each.into, "")
    return render(request, "members/tags.html", {"tags": tags, "gone": gone})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("tag.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Rename a tag."""
    tag = get_object_or_404(Tag, pk=pk)
    name, form = tag.name, TagForm(request.POST if request.method == "POST" else None, instance=tag)
    if form.is_valid() and _done(
        request, form, lambda: actions.rename_tag(tag, name=form.cleaned_data["name"], by=request.member), _("Saved.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "tag": tag, "name": name, "merge": MergeForm(tag=tag)}
    return render(request, "members/tag.html", context, status=422 if form.errors else 200)


@require_POST
@allow("tag.edit")
def merge(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a tag into another one."""
    tag = get_object_or_404(Tag, pk=pk)
    form = MergeForm(request.POST, tag=tag)
    if form.is_valid():
        into = form.cleaned_data["into"]
        said = _("Everyone with “%(tag)s” has “%(into)s” now.") % {"tag": tag.name, "into": into.name}
        if _done(request, form, lambda: actions.merge_tags(tag, into=into, by=request.member), said, undo=pk):
            return redirect(_LIST, request.organization.slug)
    context = {"form": TagForm(instance=tag), "tag": tag, "name": tag.name, "merge": form}
    return render(request, "members/tag.html", context, status=422)


@require_POST
@allow("tag.edit")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a tag away; for thirty days it can come back to whoever had it."""
    tag = get_object_or_404(Tag, pk=pk)
    said = _("Deleted: %s") % tag.name
    _done(request, None, lambda: actions.delete_tag(tag, by=request.member), said, undo=pk)
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("tag.edit")
def restore(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring a tag back that was deleted or put into another one; `pk` is the one it had."""
    gone = get_object_or_404(going.can_come_back(), was=pk, what=Gone.What.TAG)
    _done(request, None, lambda: actions.bring_back(gone, by=request.member), _("It is back: %s") % gone.name)
    return redirect(_LIST, request.organization.slug)


def _done(request: OrgRequest, form: Any, work: Any, said: str, *, undo: UUID | None = None) -> bool:
    """Do it and say so, or say why not: at the form's field, else as a message."""
    try:
        work()
    except TagsRefused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    back = reverse("tags:restore", args=[request.organization.slug, undo]) if undo else ""
    messages.success(request, said, extra_tags=back)
    return True
