"""A year of conversations in a demo organization, with what was raised, answered, promised and agreed to be quoted."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from conversations.models import (
    Conversation,
    ConversationTheme,
    Participant,
    Prompt,
    PromptAnswer,
    PromptSet,
    Quote,
    Theme,
)
from demo import heard, promised, raised
from demo.assessing import Calendar
from demo.talking import Talk, Telling
from ladders.models import Assessment, Place
from members.models import Member
from organizations.sealing import seal

DAYS = 365
# So many talks for a hundred people whom somebody organizes. The smallest group shows what pages say before the first.
TALKS, MOST, SMALLEST = 36, 320, 100
# So many of those who were placed of late, after a talk.
PLACED = 24
# In a hundred talks: those in which questions of the group were answered.
ANSWERED = 24
MINUTES = 240
SEASON = timedelta(days=70)
# Where somebody's words may stand, under which name; whether their yes is over, or was taken back.
CONSENTS: Sequence[tuple[str, str, str]] = (
    ("outside", "first", ""), ("outside", "full", ""), ("report", "first", ""), ("report", "called", ""),
    ("inside", "nobody", ""), ("outside", "called", ""), ("report", "full", "over"), ("inside", "first", ""),
    ("outside", "first", "withdrawn"), ("report", "nobody", ""), ("inside", "full", ""), ("outside", "nobody", ""),
)  # fmt: skip
CALLED = ("a mother of three, Eastside", "a bus driver", "someone who has lived here for twenty years")


def fill(rng: Random, calendar: Calendar, *, director: UUID, organizer: UUID, today: date) -> None:
    """Write a year down, as if each talk had been logged on its evening. It draws its own lots."""
    people = list(Member.objects.counted().exclude(organizer=None).select_related("organizer").order_by("pk"))
    if len(people) < SMALLEST:
        return
    staff = Member.objects.in_bulk([director, organizer])
    telling = Telling(rng, people, staff[director], today)
    said = [telling.of_level(each) for each in _placed(today)]
    said += [telling.talk(days) for days in _days(rng, min(len(people) * TALKS // 100, MOST))]
    said.sort(key=lambda talk: talk.row.on)
    _keep(rng, said, calendar)
    themes = _themes(said, staff[director])
    _answers(rng, said, today)
    _quotes(rng, said, themes, today)
    promised.fill(rng, said, staff[organizer], staff[director], today=today)


def _days(rng: Random, n: int) -> list[int]:
    """Draw how many days ago: more of late, as the group grew."""
    return [1 + int((DAYS - 2) * rng.random() ** 1.6) for _each in range(n)]


def _placed(today: date) -> list[Assessment]:
    """Return the latest words that placed somebody on a level, and say why."""
    found = Assessment.objects.filter(voided_at=None, place=Place.LEVEL, source=Assessment.Source.PAGE, on__lt=today)
    said = found.exclude(evidence="").exclude(assessed_by=None).filter(ladder__is_default=True)
    latest = said.select_related("member", "assessed_by").order_by("-on", "member")[:PLACED]
    return list({each.member_id: each for each in latest}.values())


def _keep(rng: Random, said: Sequence[Talk], calendar: Calendar) -> None:
    for talk in said:
        talk.row.created_at = calendar.at((talk.row.on - calendar.first).days, rng.randrange(MINUTES))
    Conversation.objects.bulk_create([talk.row for talk in said], batch_size=500)
    Participant.objects.bulk_create(
        [Participant(conversation=talk.row, member=each) for talk in said for each in talk.people], batch_size=500
    )


def _themes(said: Sequence[Talk], director: Member) -> list[Theme]:
    themes = [Theme(name=each.name, meaning=each.meaning, made_by=director) for each in raised.THEMES]
    for theme in themes:
        theme.save(force_insert=True)
    found = (
        ConversationTheme(
            conversation=talk.row, theme=themes[n], by=talk.row.author, sentence=words if talk.is_open else ""
        )
        for talk in said
        for n, words in talk.themes.items()
    )
    ConversationTheme.objects.bulk_create(list(found), batch_size=500)
    return themes


def _answers(rng: Random, said: Sequence[Talk], today: date) -> None:
    """Ask the questions for always all year, and those of the season since it began."""
    always, season = (PromptSet.objects.create(name=name) for name, _questions in heard.PROMPTS)
    PromptSet.objects.filter(pk=season.pk).update(first_day=today - SEASON, last_day=today + SEASON)
    asked = [
        (Prompt(of=each, text=text, position=n), today - SEASON if each is season else None)
        for each, (_name, questions) in zip((always, season), heard.PROMPTS, strict=True)
        for n, text in enumerate(questions)
    ]
    Prompt.objects.bulk_create([prompt for prompt, _since in asked])
    answers = []
    for talk in said:
        if talk.row.outcome != Conversation.Outcome.REACHED or rng.randrange(100) >= ANSWERED:
            continue
        (prompt, since), words = rng.choice(list(zip(asked, heard.ANSWERS, strict=True)))
        if since is None or talk.row.on >= since:
            answers.append(_answer(talk.row, prompt, rng.choice(words)))
    PromptAnswer.objects.bulk_create(answers, batch_size=500)


def _answer(row: Conversation, prompt: Prompt, words: str) -> PromptAnswer:
    kept = {"sealed": seal(words)} if row.sealed else {"text": words}
    return PromptAnswer(conversation=row, prompt=prompt, by=row.author, **kept)


def _quotes(rng: Random, said: Sequence[Talk], themes: Sequence[Theme], today: date) -> None:
    """Ask some whether what they said may be told on; each says where, and under which name."""
    told = [talk for talk in said if talk.is_open and talk.themes and len(talk.people) == 1]
    quotes = []
    for talk, (where, named, end) in zip(rng.sample(told, min(len(CONSENTS), len(told))), CONSENTS, strict=False):
        n, words = next(iter(talk.themes.items()))
        over, withdrawn = end == "over", end == "withdrawn"
        quotes.append(
            Quote(
                member=talk.people[0], conversation=talk.row, theme=themes[n], words="" if withdrawn else words,
                where=where, named=named, called=rng.choice(CALLED) if named == "called" else "",
                agreed_on=talk.row.on, agreed_how="Asked at the end, read it to them", asked_by=talk.row.author,
                until=max(talk.row.on, today - timedelta(days=1)) if over else None,
                withdrawn_at=talk.row.created_at if withdrawn else None,
                withdrawn_by=talk.row.author if withdrawn else None,
            )
        )  # fmt: skip
    Quote.objects.bulk_create(quotes)
