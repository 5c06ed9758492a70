"""Conversations with themes, in few words."""

import pytest

from conversations.actions import log
from conversations.models import Conversation
from conversations.themes import actions


@pytest.fixture
def heard(north, person, someone):
    """`heard("Rent went up.", theme, who=rosa)`: a talk of the organizer's in which these themes came up."""

    def talk(story, *themes, **given):
        who = given.pop("who", None) or someone()
        given = {"by": person("organizer"), "on": north.today(), **given}
        return log(members=[who], story=story, themes=dict.fromkeys(themes, ""), **given)

    return talk


@pytest.fixture
def theme(north, person):
    """`theme("Rent")`: one that the director made."""

    def made(name, **given):
        return actions.make(name=name, by=given.pop("by", person("director")), **given)

    return made


def stands():
    """Which themes stand at which stories, as pages show them."""
    found = {talk.story: set() for talk in Conversation.objects.all()}
    for talk in Conversation.objects.prefetch_related("themed__theme"):
        for raised in talk.themed.shown().select_related("theme"):
            found[talk.story].add(raised.theme.name)
    return found
