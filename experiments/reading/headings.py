"""What a line announces: the words that groups put above each part of a write-up, and labels with their value beside."""

import re
from typing import NamedTuple

from members.normal import fold

# In the order in which the parts stand on a page.
PARTS = ("hypothesis", "steps", "success", "failure", "learnings", "decisions", "open_questions")
WORDS: dict[str, str] = {
    "title": "title|name|experiment|experiment name|name of experiment",
    "dates": "dates|date|when|time frame|timeframe|duration",
    "starts_on": "start|starts|start date|started|begins",
    "ends_on": "end|ends|end date|ended",
    "questions": "how might we|hmw|how might we questions|hmw questions|guiding question|guiding questions|our question|"
    "big question|question|the question",
    "hypothesis": "hypothesis|our hypothesis|the hypothesis|hunch|our hunch|the hunch|what we believe|we believe|"
    "theory of change",
    "steps": "main steps to implementation|main steps|steps|step by step|design|our design|the design|plan|our plan|"
    "the plan|implementation|implementation steps|action steps|what we will do|what we'll do|we will|we'll|what we did|method|"
    "activities|work plan",
    "success": "success looks like|what success looks like|what does success look like|success|signs of success|"
    "success would be|success criteria|success measures|metrics of success|it works if|it worked if",
    "failure": "failure would be|failure looks like|what failure looks like|what failure would be|failure|"
    "signs of failure|what does failure look like|failure criteria|it fails if|it failed if",
    "learnings": "learnings|learning|our learnings|key learnings|what we learned|what did we learn|lessons|"
    "lessons learned|takeaways|key takeaways|reflections|findings|what happened",
    "decisions": "decisions|decision|what we decided|our decision|next steps|what next|what's next|what we will do next|"
    "keep change or stop|keep, change or stop",
    "open_questions": "open questions|questions|new questions|remaining questions|questions we still have|"
    "questions raised|what we still wonder|what we still don't know|further questions|questions for next time",
    "accountable": "accountable|accountable person|accountable people|lead|leads|led by|owner|point person|responsible",
    "team": "team|our team|the team|team members|who|people",
    "documents": "documents|document|docs|links|files|attachments|materials",
    "modified_on": "modified|last modified|updated|last updated|last edited",
}
FIELD_OF = {word: field for field, words in WORDS.items() for word in words.split("|")}
# Labels that stand without a colon, as the network's own pages print them.
BARE_LABEL = re.compile(r"(Accountable|Team|Documents|Modified)\s+(?=\S)")
# These begin a sentence as well as they head a list.
SENTENCE = re.compile(
    r"(success looks like|success would be|failure would be|failure looks like)\s+(?=\S)", re.IGNORECASE
)
# How Markdown shows a heading.
DRESS = "#*_ "
# What the network's own site prints around each page.
AROUND = frozenset(
    fold(words)
    for words in (
        "STP Network",
        "A home for long-term power building across the progressive movement",
        "compose new post",
        "next post/next comment",
        "previous post/previous comment",
        "reply",
        "edit",
        "show/hide comments",
        "go to top",
        "go to login",
        "show/hide help",
        "toggle comment visibility",
        "cancel edit post or comment",
        "skip to content",
    )
)
LONGEST = 60


class Heading(NamedTuple):
    """`rest` is what the line goes on with."""

    field: str
    rest: str


def is_around(text: str) -> bool:
    return fold(text) in AROUND


def heading(text: str) -> Heading | None:
    """Say what a line announces, if it does."""
    bare = text.strip(DRESS)
    words, colon, rest = bare.partition(":")
    if colon and len(words) <= LONGEST and (field := FIELD_OF.get(_plain(words))):
        return Heading(field, rest.strip(" *_"))
    if len(bare) <= LONGEST and (field := FIELD_OF.get(_plain(bare))):
        return Heading(field, "")
    if begun := SENTENCE.match(bare):
        return Heading(FIELD_OF[begun.group(1).lower()], bare[begun.end() :])
    return None


def bare_label(text: str) -> Heading | None:
    """Read "Team Ana, Bo": only where it stands among other labels, since a sentence may begin so too."""
    found = BARE_LABEL.match(text)
    return Heading(FIELD_OF[found.group(1).lower()], text[found.end() :]) if found else None


def _plain(words: str) -> str:
    return words.strip(f"{DRESS}.…?!").replace("’", "'").lower()
