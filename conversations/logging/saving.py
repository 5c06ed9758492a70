"""Saving a log: the talk, someone new, themes, promises and a word on the level, in one transaction."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from audit.recording import action
from conversations.actions import Promise, log
from conversations.logging import offers, standing
from conversations.logging.forms import LogForm
from conversations.models import Conversation, Theme
from conversations.themes import actions as themes
from conversations.themes.words import named
from ladders.actions import AssessmentRefused
from ladders.models import Level
from members.models import Member
from members.normal import fold


class Saved(NamedTuple):
    """What was kept, with whom, and a sentence about the level where there is something to say."""

    conversation: Conversation
    members: list[Member]
    about_level: str = ""
    newcomer: Member | None = None


@action
def save(form: LogForm, *, source: str = Conversation.Source.PAGE) -> Saved:
    """Keep what a valid form says; sent twice under one key, it is kept once. Raises LogRefused."""
    by, data, taken = form.request.member, form.cleaned_data, form.taken()
    # Of two clicks the second waits here, and finds what the first has kept.
    Member.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    key = data["draft_key"]
    if sent := _sent_before(key, data["story"], by):
        return Saved(sent, list(Member.objects.filter(took_part__conversation=sent).by_name()))
    if key and Conversation.objects.filter(draft_key=key).exists():
        # The form was opened again from the browser's memory, and says something else now.
        key = None
    newcomer = form.newcomer.add(by=by) if form.newcomer else None
    members = [*form.members, *([newcomer] if newcomer else [])]
    conversation = log(
        by=by,
        members=members,
        on=taken.on or data["on"],
        story=data["story"],
        kind=data["kind"] or Conversation.Kind.IN_PERSON,
        read_by=data["read_by"] or Conversation.ReadBy.ORGANIZERS,
        themes=themes_of(form, by),
        answers=form.answers(),
        said_yes=_promise(data["said_yes"], data["said_yes_by"], taken.said_yes),
        owes=_promise(data["owe"], data["owe_by"], taken.owe),
        source=source,
        draft_key=key,
    )
    return Saved(conversation, members, say_level(form, members, taken, conversation), newcomer)


def _sent_before(key: UUID | None, story: str, by: Member) -> Conversation | None:
    sent = Conversation.objects.seen_by([], by).filter(draft_key=key, author=by).first() if key else None
    return sent if sent and sent.words == story else None


def themes_of(form: LogForm, by: Member) -> dict[Theme, str]:
    """Return the themes that were chosen, each with the sentence of the story that names it, and one just named."""
    story, chosen = form.cleaned_data["story"], set(form.cleaned_data["theme"])
    found = {theme: _sentence(form, theme, story) for theme in Theme.objects.filter(pk__in=chosen)} if chosen else {}
    if name := form.cleaned_data["theme_other"].strip():
        found.setdefault(named(name) or _made(name, by), "")
    return found


def _made(name: str, by: Member) -> Theme:
    """Make a theme; of two who name it at one moment, in a data hour, the second finds the first one's."""
    try:
        with transaction.atomic():
            return themes.make(name=name, by=by)
    except themes.ThemesRefused:
        if theme := named(name):
            return theme
        raise


def _sentence(form: LogForm, theme: Theme, story: str) -> str:
    names = [word.folded for word in form.words if word.theme.pk == theme.pk]
    return next((said for name in names if (said := offers.saying(story, name))), "")


def _promise(what: str, by: Any, taken: tuple[str, Any] | None) -> list[Promise]:
    """Join what was typed with what was taken from the story: what is typed stands."""
    said, day = taken or ("", None)
    return [Promise(what.strip() or said, by or day)] if what.strip() or said else []


def say_level(form: LogForm, members: list[Member], taken: offers.Taken, conversation: Conversation) -> str:
    """Say where somebody stands, where the form does; a refusal of that never takes the talk along."""
    word = _word(form, members, taken)
    if word is None:
        return ""
    try:
        return standing.keep(word, conversation=conversation, by=form.request.member)
    except AssessmentRefused as refusal:
        return str(refusal)


def _word(form: LogForm, members: list[Member], taken: offers.Taken) -> standing.Word | None:
    data = form.cleaned_data
    about = next((member for member in members if member.pk == data["level_of"]), None)
    said = data["level_word"] or (standing.CHANGED if taken.level else "")
    line = standing.line_of(about) if about and said else None
    if line is None:
        return None
    levels: dict[UUID | None, Level] = {level.pk: level for level in line.levels}
    level = levels.get(data["level"] or taken.level) if said == standing.CHANGED else None
    if said == standing.CHANGED and level is None and line.last is None:
        return None
    if said == standing.STILL and line.level is None:
        return None
    evidence = data["evidence"].strip()
    if data["read_by"] not in ("", Conversation.ReadBy.ORGANIZERS):
        # A level is read by more people than such a note: of its own words none go along.
        return standing.Word(line, said, level, evidence, data["look_on"], data["level_was"])
    evidence = evidence or data["sentence"].strip()
    if taken.level and level and level.pk == taken.level and not evidence:
        evidence = offers.saying(data["story"], fold(level.name))
    return standing.Word(line, said, level, evidence, data["look_on"], data["level_was"])
