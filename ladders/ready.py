"""Ladders to start from, for three kinds of groups. Their owners change every word."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


class ReadyLevel(NamedTuple):
    """A level's name, one plain sentence, and what a person on it can be seen doing."""

    name: Words
    sentence: Words
    signs: Sequence[Words]


class ReadyLadder(NamedTuple):
    """`key` stands in the address."""

    key: str
    name: Words
    for_whom: Words
    levels: Sequence[ReadyLevel]


TENANTS = ReadyLadder(
    "tenants",
    _("Tenants and neighbors"),
    _("For buildings, blocks and neighborhoods: from the first meeting in the hallway to other buildings."),
    [
        ReadyLevel(
            _("Comes along"),
            _("Comes when a neighbor asks them to"),
            [
                _("Has been at a building meeting or an action in the last six months"),
                _("Answers the door or the phone when we come by"),
            ],
        ),
        ReadyLevel(
            _("Lends a hand"),
            _("Takes on one job and finishes it"),
            [
                _("Has put up flyers, cooked, translated or watched children for a meeting"),
                _("Says beforehand when they cannot make it"),
                _("Has told their own story in front of neighbors"),
            ],
        ),
        ReadyLevel(
            _("Brings the floor"),
            _("Asks neighbors to come, and they come"),
            [
                _("Has brought two or more neighbors who had not come before"),
                _("Knows most people on their floor or block by name"),
                _("Follows up with those who said maybe"),
            ],
        ),
        ReadyLevel(
            _("Runs the building"),
            _("Answers for a building and what its people decided"),
            [
                _("Holds a committee of four or more together from one meeting to the next"),
                _("Has led a meeting with the landlord or the city"),
                _("Hands out work and asks how it went"),
            ],
        ),
        ReadyLevel(
            _("Starts others"),
            _("Helps other buildings find their own leaders"),
            [
                _("Meets regularly with leaders of at least two buildings"),
                _("Has helped a committee get started where there was none"),
            ],
        ),
    ],
)

WORKPLACE = ReadyLadder(
    "workplace",
    _("Workplace and union"),
    _("For shops, shifts and locals: from signing a card to leading coworkers through a fight."),
    [
        ReadyLevel(
            _("Signs on"),
            _("Says in the open that they are with us"),
            [
                _("Has signed a card or a petition"),
                _("Talks with us about work when asked"),
            ],
        ),
        ReadyLevel(
            _("Shows it"),
            _("Does something that coworkers and bosses can see"),
            [
                _("Has worn the button or come to a rally in the last three months"),
                _("Comes to meetings of their shift"),
                _("Has spoken up about one thing that bothers them"),
            ],
        ),
        ReadyLevel(
            _("Moves coworkers"),
            _("Coworkers do things because this person asked"),
            [
                _("Has had five one-to-ones with coworkers"),
                _("Was followed by a majority of their work group in one action"),
                _("Knows who stands where in their work group"),
            ],
        ),
        ReadyLevel(
            _("Holds the shift"),
            _("Answers for a shift or a department"),
            [
                _("Keeps a list of their department and brings it up to date"),
                _("Has led coworkers to the boss’s door and back"),
                _("Coworkers come to them first when there is trouble"),
            ],
        ),
        ReadyLevel(
            _("Builds leaders"),
            _("Helps others hold shifts of their own"),
            [
                _("Meets every two weeks with at least two shift leaders"),
                _("Has handed on a job they used to do themselves"),
                _("Trains others to have one-to-ones"),
            ],
        ),
    ],
)

CONGREGATION = ReadyLadder(
    "congregation",
    _("Congregations and faith"),
    _("For congregations that act together: from listening in the pews to leading among other congregations."),
    [
        ReadyLevel(
            _("Listens in"),
            _("Comes to hear what others in the congregation carry"),
            [
                _("Has been at a listening session or a house meeting this year"),
                _("Has told us what keeps them or their family up at night"),
            ],
        ),
        ReadyLevel(
            _("Takes part"),
            _("Acts with others on what was heard"),
            [
                _("Has come to a public action with the congregation"),
                _("Has taken on a task in a team and done it"),
                _("Can say why their faith brings them here"),
            ],
        ),
        ReadyLevel(
            _("Gathers others"),
            _("Brings people together who would not have met"),
            [
                _("Has hosted a house meeting of six or more"),
                _("Has one-to-ones within and beyond their own circle"),
                _("Has asked for a commitment, and asked again afterwards"),
            ],
        ),
        ReadyLevel(
            _("Leads in public"),
            _("Speaks and decides for the congregation with others"),
            [
                _("Answers for the congregation’s core team, or for one part of its work"),
                _("Has chaired an action or met with an official"),
                _("Coaches at least one person who gathers others"),
            ],
        ),
    ],
)

READY = {ladder.key: ladder for ladder in (TENANTS, WORKPLACE, CONGREGATION)}
