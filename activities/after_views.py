"""Afterwards: attendance and roles in one page, and who gets in touch with who is new."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from activities import afterwards, newcomers, queries, registry
from activities.actions import Refused
from activities.models import Activity, Participation
from activities.people_views import row_or_404
from activities.views import one, to
from audit import reads
from members.requests import OrgRequest
from organizations.access import allow

_A_PAGE = 50
_OUTCOMES = [("", gettext_lazy("Nobody has said")), *Participation.Outcome.choices]


class AttendanceForm(forms.Form):
    """Whether each of one page came, and what they did.

    What the page showed of each goes along: somebody else may say something at the door meanwhile, and that stays.
    """

    def __init__(self, data: Any, rows: list[Any]) -> None:
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.fields[f"s-{row.pk}"] = forms.CharField(
                required=False, initial=f"{row.outcome}|{row.role}", widget=forms.HiddenInput
            )
            self.fields[f"o-{row.pk}"] = forms.ChoiceField(
                label=_("Whether %s came") % row.member, choices=_OUTCOMES, required=False, initial=row.outcome
            )
            self.fields[f"r-{row.pk}"] = forms.CharField(
                label=_("What %s did there") % row.member,
                max_length=80,
                required=False,
                initial=row.role,
                widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": _("What they did")}),
            )

    def lines(self) -> list[tuple[Any, ...]]:
        """Pair each person with the two fields, and with what was shown."""
        return [(row, self[f"o-{row.pk}"], self[f"r-{row.pk}"], self[f"s-{row.pk}"]) for row in self.rows]

    def seen(self) -> dict[UUID, afterwards.Seen]:
        return {row.pk: self._seen(row.pk) for row in self.rows}

    def _seen(self, pk: UUID) -> afterwards.Seen:
        data = self.cleaned_data
        outcome, _bar, role = data[f"s-{pk}"].partition("|")
        return afterwards.Seen(data[f"o-{pk}"], data[f"r-{pk}"], (outcome, role))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.check_in")
def attendance(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say afterwards who came and what they did, a page of people at a time."""
    activity, today = one(pk), request.organization.today()
    try:
        afterwards.refuse_note(activity, today)
    except Refused as why:
        messages.info(request, str(why))
        return to(request, "activities:activity", activity)
    page = _page(request, activity)
    is_sent = request.method == "POST"
    rows = _sent(request, activity) if is_sent else list(page)
    form = AttendanceForm(request.POST if is_sent else None, rows)
    if form.is_valid():
        _tell(request, afterwards.note(activity, form.seen(), today=today, by=request.member))
        if page.has_next():
            here = reverse("activities:attendance", args=[request.organization.slug, pk])
            return HttpResponseRedirect(f"{here}?page={page.next_page_number()}", status=303)
        return to(request, "activities:activity", activity)
    reads.note(request, "member.view", n=len(page))
    context = {"activity": activity, "page": page, "form": form}
    return render(request, "activities/attendance.html", context, status=422 if form.errors else 200)


def _sent(request: OrgRequest, activity: Activity) -> list[Any]:
    """Return the people whom the page that was sent had shown: another page, or the door, may have added some."""
    sent = [pk for pk in activity.people.values_list("pk", flat=True) if f"o-{pk}" in request.POST]
    return list(queries.people_of(request, activity).filter(pk__in=sent))


def _tell(request: OrgRequest, noted: afterwards.Noted) -> None:
    messages.success(request, ngettext("Saved: %d person.", "Saved: %d people.", noted.n) % noted.n)
    if noted.n_left:
        left = ngettext(
            "Of %d person somebody else said something meanwhile. That stays: look again.",
            "Of %d people somebody else said something meanwhile. That stays: look again.",
            noted.n_left,
        )
        messages.warning(request, left % noted.n_left)


@require_POST
@allow("activity.check_in")
def rest(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say of everyone else who was asked that they did not come."""
    activity = one(pk)
    try:
        n = afterwards.rest_did_not_come(activity, today=request.organization.today(), by=request.member)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, ngettext("%d person did not come.", "%d people did not come.", n) % n)
    return to(request, "activities:activity", activity)


class FollowUpForm(forms.Form):
    """Who gets in touch with somebody new, and by which day."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who gets in touch"),
        required=False,
        help_text=gettext_lazy(
            "Colleagues who see this person's page. For others, make one of them the organizer first."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose a colleague from the list.")},
    )
    by_on = forms.DateField(
        label=gettext_lazy("By"),
        required=False,
        error_messages={"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, request: OrgRequest, row: Participation) -> None:
        now, day = row.follow_up_by, row.follow_up_on
        able = [each for ask in registry.may_ask for each in ask(request.organization, row.member)]
        self.people = {str(each.pk): each for each in able}
        if now:
            self.people.setdefault(str(now.pk), now)
        # Oneself first; with nobody chosen where one does not see them.
        given = {"who": str(now.pk if now else request.member.pk), "by_on": day or newcomers.due(row)}
        super().__init__(request.POST if request.method == "POST" else None, initial=given)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - tells the type checker
        who.choices = [("", _("Nobody yet")), *((pk, str(each)) for pk, each in self.people.items())]


@require_http_methods(["GET", "HEAD", "POST"])
@allow("activity.edit")
def follow_up(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Say who gets in touch with somebody who came for the first time."""
    activity = one(pk)
    found = row_or_404(request, activity, row)
    form = FollowUpForm(request, found)
    if form.is_valid():
        who = form.people.get(form.cleaned_data["who"])
        newcomers.follow_up(found, who=who, by_on=form.cleaned_data["by_on"], by=request.member)
        messages.success(request, _("%(who)s gets in touch.") % {"who": who} if who else _("Nobody is asked to."))
        return to(request, "activities:activity", activity)
    context = {"form": form, "activity": activity, "row": found}
    return render(request, "activities/follow_up.html", context, status=422 if form.errors else 200)


def _page(request: OrgRequest, activity: Activity) -> Page[Any]:
    # The page stands in the address also of what is sent, so that a name late in the list is not lost.
    page: Page[Any] = Paginator(queries.people_of(request, activity), _A_PAGE).get_page(request.GET.get("page"))
    return page
