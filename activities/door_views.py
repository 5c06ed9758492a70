"""At the door, on a phone: find, one tap, undo; and somebody new."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities import door as doing
from activities import queries
from activities.actions import Refused, when
from activities.models import Activity, Participation
from activities.people_forms import NewForm
from activities.views import one, to
from audit import reads
from members import search
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow
from organizations.permissions import PERMISSIONS, Scope

_AWAITED, _HERE = 40, 40


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.check_in")
def door(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who is expected and who is here, and find who stands at the door; the words are kept nowhere."""
    context = _context(request, one(pk), words=request.POST.get("words", ""))
    return render(request, "activities/door.html", context)


@require_POST
@allow("activity.check_in")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show, while somebody types, who it may be."""
    activity, words = one(pk), request.POST.get("words", "")
    context = {"activity": activity, "found": _found(request, activity, words), "words": words.strip()}
    return render(request, "activities/door_found.html", context)


@require_safe
@allow("activity.check_in")
def count(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say how many are here by now: other phones check people in as well."""
    activity = one(pk)
    return render(request, "activities/door_count.html", {"activity": activity, "n_here": queries.n_here(activity)})


@require_POST
@allow("activity.check_in")
def here(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Check somebody in."""
    activity = one(pk)
    member = _people(request).filter(pk=_uuid(request.POST.get("member", ""))).first()
    if member is None:
        messages.info(request, _("Whoever it is was not found on file any more. Look again."))
        return _again(request, activity)
    try:
        done = doing.check_in(activity, member, today=request.organization.today(), by=request.member)
    except Refused as why:
        messages.error(request, str(why))
        return _again(request, activity)
    return _said(request, activity, member, done)


@require_POST
@allow("activity.check_in")
def undo(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Take a check-in back."""
    activity = one(pk)
    rows = activity.people.filter(member__in=_people(request)).select_related("member", "activity")
    found: Participation | None = rows.filter(pk=row).first()
    if found and doing.undo(found, by=request.member):
        return _again(request, activity, undone=found.member)
    messages.info(request, _("There was nothing to undo any more."))
    return _again(request, activity)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.check_in")
def new(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Write down somebody new; who may be here already is shown first."""
    activity, is_begun = one(pk), "name" in request.POST
    form = NewForm(
        request.POST if is_begun else None,
        region=request.organization.phone_region,
        people=_people(request),
        name=request.POST.get("words", "").strip(),
    )
    if form.is_valid() and form.is_someone_new():
        name, point, today = form.cleaned_data["name"], form.cleaned_data["reach"], request.organization.today()
        try:
            done = doing.walk_in(
                activity, name=name, point=point, organizer=_own(request), today=today, by=request.member
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return _said(request, activity, done.row.member, done)
    reads.note(request, "member.view", n=len(form.alike))
    status = 422 if form.errors or form.alike else 200
    return render(request, "activities/door_new.html", {"activity": activity, "form": form}, status=status)


def _own(request: OrgRequest) -> Member | None:
    """Whoever sees their own people only would not find again whom they write down here, were they nobody's."""
    return request.member if PERMISSIONS["member.view"].scope(request.roles) is Scope.OWN else None


def _people(request: OrgRequest) -> Any:
    """At the door everybody may come, whoever's people they are."""
    return Member.objects.people().visible_to(request)


def _context(request: OrgRequest, activity: Activity, *, words: str = "") -> dict[str, Any]:
    today = request.organization.today()
    try:
        doing.refuse_closed(activity, today)
        closed = ""
    except Refused as why:
        closed = str(why)
    rows = queries.people_of(request, activity)
    waits = [] if closed else list(rows.awaited()[:_AWAITED])  # type: ignore[attr-defined]
    came = list(
        rows.filter(outcome="came").order_by(F("checked_in_at").desc(nulls_last=True), "member__sorted_as")[:_HERE]
    )
    found = [] if closed else _found(request, activity, words)
    reads.note(request, "member.view", n=len(waits) + len(came) + len(found))
    return {
        "activity": activity,
        "when": when(activity, today),
        "closed": closed,
        "n_here": queries.n_here(activity),
        "waits": waits,
        "came": came,
        "found": found,
        "words": words.strip(),
    }


def _found(request: OrgRequest, activity: Activity, words: str) -> list[Any]:
    if not words.strip():
        return []
    people = _people(request)
    pks = [member.pk for member in search.at_once(people, words[: search.LONGEST])]
    return queries.at_door(people, activity, pks)


def _said(request: OrgRequest, activity: Activity, member: Member, done: doing.CheckedIn) -> HttpResponse:
    """Go back to the door with what happened: in its place for a script, as a message without one."""
    if request.htmx:
        context = _context(request, activity) | {"just": done, "who": member}
        return render(request, "activities/door.html#door", context)
    undo = reverse("activities:undo", args=[request.organization.slug, activity.pk, done.row.pk]) if done.now else ""
    sentence = _("%s is here.") if done.now else _("%s was checked in already.")
    first = f" {_('It is the first time.')}" if done.now and done.is_first else ""
    messages.success(request, f"{sentence % member}{first}", extra_tags=undo)
    return to(request, "activities:door", activity)


def _again(request: OrgRequest, activity: Activity, undone: Member | None = None) -> HttpResponse:
    if request.htmx:
        context = _context(request, activity) | {"undone": undone}
        return render(request, "activities/door.html#door", context)
    if undone:
        messages.success(request, _("%s is not checked in any more.") % undone)
    return to(request, "activities:door", activity)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
