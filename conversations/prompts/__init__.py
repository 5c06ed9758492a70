"""Prompts: the group's own questions, in sets for always or for a campaign, offered while somebody logs."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conversations.models import Prompt

# More at once would be a survey.
MOST_PROMPTS = 5


def offered(on: date) -> "list[Prompt]":
    """Return the questions to ask on that day, a campaign's before those for always, each with its set at hand."""
    from conversations.prompts.offering import of_day  # noqa: PLC0415 - needs the models

    return of_day(on)
