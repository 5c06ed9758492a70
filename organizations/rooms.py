"""Which rooms the menu shows: a new group starts with few, the others come when they are used or switched on."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.registry import Place, places, places_for
from organizations.requests import OrganizationRequest
from stpnet.in_org import on_public_side


def menu_for(request: OrganizationRequest) -> list[tuple[Place, str]]:
    """List the rooms of the menu with their addresses.

    The one that someone is in is there, wherever they came from, and the one in which their visits begin.
    """
    rooms = [(place, reverse(place.url_name, args=[request.organization.slug])) for place in places_for(request)]
    return [
        (place, url)
        for place, url in rooms
        if is_open(place, request.organization) or request.path.startswith(url) or request.roles[0] in place.opens_for
    ]


def first_room(request: OrganizationRequest) -> Place:
    """Return the room in which a visit begins for the first role that this person holds, else the first of the menu."""
    rooms = places_for(request)
    return next((place for place in rooms if request.roles[0] in place.opens_for), rooms[0])


def is_open(place: Place, organization: Organization) -> bool:
    return place.starts or place.url_name in organization.rooms


def note_use(request: OrganizationRequest) -> None:
    """After a change made in a room that the menu does not show, show it from now on."""
    for place, url in menu_for(request):
        if request.path.startswith(url) and not is_open(place, request.organization):
            with on_public_side():
                request.organization.remember("rooms", [place.url_name])


class RoomsForm(forms.Form):
    """Which rooms stand in the menu beside those that always do."""

    rooms = forms.MultipleChoiceField(label=_("Rooms in the menu"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = sorted((place for place in places if not place.starts), key=lambda place: place.order)
        rooms = self.fields["rooms"]
        assert isinstance(rooms, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        rooms.choices = [(place.url_name, place.label) for place in self.places]

    def options(self) -> list[tuple[Any, Place]]:
        """Pair each checkbox with its room."""
        return list(zip(self["rooms"].subwidgets, self.places, strict=True))
