"""The group's own fields: `settings/fields/`. A field that somebody may not see is not here for them either."""

from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.fields import actions, expiring, readers
from members.fields.refusing import FieldsRefused
from members.fields.shown import DAY
from members.forms.fields import FieldForm, OptionForm, WayForm
from members.models import Field, FieldSection
from members.requests import OrgRequest
from organizations.access import allow

_LIST = "fields:list"
A_WEEK = timedelta(days=7)


def seen(request: OrgRequest) -> Any:
    """Return the fields whose answers the signed-in person may see."""
    return Field.objects.filter(readers__in=readers.open_to(request.roles))


@require_safe
@allow("field.edit")
def field_list(request: OrgRequest) -> HttpResponse:
    """Show what is asked by section, how many answered, and what was deleted lately."""
    fields = seen(request).select_related("section").annotate(n=Count("values")).in_order()
    kept = [field for field in fields if field.deleted_at is None]
    by_section = {section: list(those) for section, those in groupby(kept, key=lambda field: field.section)}
    sections = [(section, by_section.get(section, [])) for section in [None, *FieldSection.objects.all()]]
    gone = [field for field in fields if field.deleted_at]
    for field in gone:
        field.until = field.deleted_at + timedelta(days=actions.KEPT_DAYS)
    return render(request, "members/fields.html", {"sections": sections, "gone": gone, "n": len(kept)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("field.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Ask something new."""
    form = FieldForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and done(
        request, form, lambda: actions.add_field(by=request.member, **form.given()), _("Added. The form asks it now.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "field": None, "name": "", "has_options": False}
    return render(request, "members/field.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("field.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Change what is asked, and why; choices have their own small forms below."""
    field = get_object_or_404(seen(request).kept(), pk=pk)
    name = field.name
    form = FieldForm(request.POST if request.method == "POST" else None, instance=field, request=request)
    if form.is_valid() and done(
        request, form, lambda: actions.edit_field(field, by=request.member, **form.given()), _("Saved.")
    ):
        if "months_kept" in form.changed_data:
            _warn_of_what_goes(request, field)
        return redirect(_LIST, request.organization.slug)
    return page(request, field, {"form": form, "name": name}, status=422 if form.errors else 200)


def _warn_of_what_goes(request: OrgRequest, field: Field) -> None:
    n, until = expiring.soon(field)
    if n and until:
        said = ngettext(
            "%(n)d answer is older than that. It is cleared on %(day)s, unless you make the time longer before then.",
            "%(n)d answers are older than that. They are cleared on %(day)s, unless you make the time longer before then.",
            n,
        )  # fmt: skip
        messages.warning(request, said % {"n": n, "day": date_format(localtime(until), DAY)})


def page(request: OrgRequest, field: Field, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Show the page of a field, with its choices where it has some."""
    has_options = Field.Kind(Field.objects.get(pk=field.pk).kind).has_options
    options = [(option, OptionForm(instance=option, prefix=str(option.pk))) for option in field.options.all()]
    usual = {"name": field.name, "wrong": None, "wrong_option": None, "new_option": None}
    context = {"form": FieldForm(instance=field, request=request), **usual, **context}
    context |= {"n_going": expiring.over(timezone.now() + A_WEEK, field=field).count()}
    context |= {"field": field, "options": options if has_options else [], "has_options": has_options}
    return render(request, "members/field.html", context, status=status)


@require_POST
@allow("field.edit")
def move(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a field one place up or down."""
    field = get_object_or_404(seen(request).kept(), pk=pk)
    form = WayForm(request.POST)
    if form.is_valid():
        actions.move_field(field, way=form.cleaned_data["way"], by=request.member)
    return redirect(f"{reverse(_LIST, args=[request.organization.slug])}#field-{pk}")


@require_POST
@allow("field.edit")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a field away with its answers; for thirty days it can come back."""
    field = get_object_or_404(seen(request).kept(), pk=pk)
    undo = reverse("fields:restore", args=[request.organization.slug, field.pk])
    said = _("Deleted: %s. Its answers are kept for 30 days, in case you want it back.") % field.name
    done(request, None, lambda: actions.delete_field(field, by=request.member), said, undo=undo)
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("field.edit")
def restore(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring a field back with its answers."""
    field = get_object_or_404(seen(request), pk=pk)
    done(request, None, lambda: actions.restore_field(field, by=request.member), _("It is back: %s") % field.name)
    return redirect(_LIST, request.organization.slug)


def done(request: OrgRequest, form: Any, work: Any, said: str, *, undo: str = "") -> bool:
    """Do it and say so, or say why not: at the form's field, else as a message."""
    try:
        work()
    except FieldsRefused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, said, extra_tags=undo)
    return True
