"""What rooms to the right do with the story of an experiment: each adds its door from `AppConfig.ready`."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

from experiments.models import Experiment
from members.requests import OrgRequest
from organizations.access import may


class Door(NamedTuple):
    """A button on the page of a story, for who has the right; its page is addressed by the experiment's key."""

    label: str | Promise
    icon: str
    url_name: str
    action: str


class Open(NamedTuple):
    label: str | Promise
    icon: str
    url: str


doors: list[Door] = []


def doors_for(request: OrgRequest, experiment: Experiment) -> list[Open]:
    """List those that this reader may go through."""
    return [
        Open(door.label, door.icon, reverse(door.url_name, args=[request.organization.slug, experiment.pk]))
        for door in doors
        if may(request, door.action)
    ]
