"""`/style/`: every part of the pages in every state, for those who write pages. It stands only where DEBUG is on."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from charts.bars import Bar, bars
from members.jobs import State
from organizations.helping.bar import Helper
from organizations.templatetags.frame import ramp

LONG = "Maria del Carmen Guadalupe Hernández-Villanueva de la Santísima Trinidad"
# Arabic, Hebrew and a mark that turns the direction of what follows.
RIGHT_TO_LEFT = ("عبد الرحمن الخطيب", "נועה בן־דוד", "Ada \u202eNg")
NAMES = ("Dolores Ankrah", "Bo", LONG, "Nguyễn Thị Ánh", "Świętosława Żółć", "王小明", *RIGHT_TO_LEFT)
LEVELS = (
    "Shows up",
    "Pitches in",
    "Brings others",
    "Leads a team",
    "Coaches leaders",
    "Builds groups",
    "Founds groups",
)


class Form(forms.Form):
    """A field of each sort."""

    name = forms.CharField(help_text="As they say it.")
    evidence = forms.CharField(label="What you saw", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    status = forms.ChoiceField(choices=[("contact", "Contact"), ("member", "Member")])
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    sure = forms.ChoiceField(choices=[("clear", "Clear"), ("unsure", "Not sure")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        choices=[("mon", "Monday"), ("tue", "Tuesday")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="They agreed to be called")
    file = forms.FileField(required=False)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show every part; elsewhere than in debug there is nothing here."""
    if not settings.DEBUG:
        raise Http404
    # Parts of the frame speak of where one is. This organization exists on this page only.
    here = SimpleNamespace(
        organization=SimpleNamespace(name="Cedar Valley Together", slug="style"), member=SimpleNamespace(name=LONG)
    )
    return render(request, "style/page.html", {"request": here, **_words(), **_lists(), **_forms()})


def _words() -> dict[str, Any]:
    levels = (constants.SUCCESS, constants.INFO, constants.WARNING, constants.ERROR)
    said = [Message(level, "What happened, and what to do next.") for level in levels]
    return {
        "names": NAMES,
        "messages": [*said, Message(constants.SUCCESS, "With a way back.", "/style/")],
        "number": {"needs": 3, "new": 1, "both": 4},
        "strip": {
            "icon": "list-checks",
            "text": "Two steps of the first hour are left.",
            "url": "#",
            "button": "Go on",
        },
        "helpers": [Helper("Ada Ng", datetime(2026, 11, 20, 18, tzinfo=UTC), is_you) for is_you in (True, False)],
        "word": {"name": "Quiet", "says": "Nothing has reached this person for half a year."},
        "kept": {"address": "/style/", "fields": [("note", "typed")], "had_file": True},
        "search_url": "/style/",
        "role_label": "Director",
        "demo": settings.DEMO,
    }


def _lists() -> dict[str, Any]:
    rows = [Bar(name, 7 ** (n + 1), ramp(n + 1), "#") for n, name in enumerate(LEVELS[:4])]
    job = {"here": "#", "doing": "Bringing people in", "total": 10_000, "text": "4,000 of 10,000 rows"}
    return {
        "ladders": [
            [SimpleNamespace(position=n + 1, name=name) for n, name in enumerate(LEVELS[:of])] for of in range(3, 8)
        ],
        "places": ["unsure", "quiet", "off"],
        "bars": bars([*rows, Bar(LONG, 90, "l5", goal=1_500)], uid="bars", title="People on each level"),
        "nobody": bars([], uid="nobody", title="Nobody yet"),
        "page": Paginator(range(300), 100).get_page(2),
        "chips": [{"label": "Level: 2 Pitches in", "url": "#"}, {"label": f"Organizer: {LONG}", "url": "#"}],
        "steps": [{"label": label, "state": state} for label, state in (("Upload", "done"), ("Check", "current"), ("Bring in", ""))],
        "items": [
            {"icon": "triangle-alert", "state": "bad", "url": "#", "title": LONG, "text": "Wrong number, and no other."},
            {"icon": "clock", "state": "warn", "url": "#", "title": "12 people wait", "text": "For a second person's word."},
            {"icon": "check", "state": "ok", "url": "#", "title": "All assessed", "text": "Nothing to do."},
        ],
        "states": [state.value for state in State],
        "jobs": [job | {"goes_on": True, "done": 4_000}, job | {"goes_on": True, "done": None, "alone": True}, job],
        "pk": UUID(int=7),
    }  # fmt: skip


def _forms() -> dict[str, Any]:
    wrong = Form({"name": "", "day": "32", "status": "gone"}, auto_id="wrong_%s")
    return {"empty_form": Form(auto_id="empty_%s"), "wrong_form": wrong}
