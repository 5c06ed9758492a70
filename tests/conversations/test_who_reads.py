"""Who reads which note, at every place where one could come to light.

Places are found through the addresses themselves: every page about a person, every page without an object, and every
page of the room of conversations. A new page of that room with something else in its address has to say in ABOUT what
it is about, or the first test fails. Tables are found through the database, columns of files through their registry.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from conversations.actions import Promise, log
from conversations.models import Commitment, DataHour, Draft, FollowUp, Prompt, PromptSet, Quote, Theme
from conversations.needs import what_needs
from conversations.reader import Reader
from conversations.shown import happened
from ladders.models import Level
from members.exporting import lists
from members.models import Member
from organizations.actions import add_person
from organizations.models import OutgoingMail, Role, User
from organizations.permissions import Scope, row_of
from stpnet.in_org import on_public_side
from tests.conftest import Visitor
from tests.members.erasing.test_erasing import found
from tests.members.filters.world import asking
from tests.organizations.cells import CELLS
from tests.organizations.cells.scene import someone as about_somebody

KINDS = ("organizers", "directors", "author")
# Whose notes each reads. The organizer wrote them; the colleague is another one, who sees none of these people.
READS = {
    "owner": {"organizers", "directors"},
    "director": {"organizers", "directors"},
    "organizer": {"organizers", "directors", "author"},
    "colleague": set(),
    "data_lead": set(),
    "coach": set(),
    "viewer": set(),
}
# What the pages of the room of conversations are about, each by what its address names.
ABOUT = {
    "heard:one": "talk", "heard:edit": "talk", "heard:person": "member", "heard:paper": "member",
    "themes:theme": "theme", "themes:edit": "theme", "themes:draw": "talk",
    "prompts:answers": "prompt", "prompts:edit": "prompt", "prompts:edit_set": "set", "prompts:add": "set",
    "quotes:add": "member", "quotes:edit": "quote", "quotes:withdraw": "quote",
    "log:attempt": "member", "drafts:one": "draft",
    "commitments:add": "member", "commitments:settle": "promise", "commitments:change": "promise",
    "follow_ups:change": "owed", "follow_ups:hand_over": "owed", "follow_ups:done": "owed",
    "hours:hour": "hour",
    # What somebody asked for help with, in their own words.
    "help:question": "",
}  # fmt: skip
# They show settings, files and what the group calls things, and name nobody's talks.
ELSEWHERE = {"imports", "units", "tags", "fields", "organizations"}
HOUR = timedelta(hours=1)
# Where open notes stand; closed ones stand nowhere.
TABLES = {"conversations_conversation", "conversations_conversationtheme", "conversations_promptanswer"}
# What was promised is typed apart from the note, for who does it, and stands open.
PROMISES = {"conversations_commitment", "conversations_followup"}


def word(kind: str) -> str:
    """A word that stands in notes of one kind alone: in the story, in a sentence at a theme, in an answer."""
    return f"{kind}zebra"


def modules(patterns: list[Any], room: str = "") -> Iterator[tuple[str, str]]:
    """Name every view with the module it stands in."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from modules(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern):
            yield f"{room}{pattern.name}", pattern.callback.__module__


def test_every_page_of_conversations_says_what_it_is_about():
    here = {name for name, module in modules(get_resolver().url_patterns) if module.startswith("conversations.")}
    asked = {name for name in here & set(CELLS) if CELLS[name].make and "get" in CELLS[name].methods}

    missing = {name for name in asked - set(ABOUT) if CELLS[name].make is not about_somebody}
    assert missing == set(), "Say in ABOUT what these pages are about, so that it is known who reads what on them."


@pytest.fixture
def world(north, person, someone):
    """One person, and a talk for each kind of note with its word in everything that hangs on it."""
    rosa, theme = someone("Rosa Delgado"), Theme.objects.create(name="Heat")
    of = PromptSet.objects.create(name="Always")
    prompt = Prompt.objects.create(of=of, text="What would help?")
    talks = [
        log(
            by=person("organizer"), members=[rosa], on=north.today(), read_by=kind, story=f"Said {word(kind)}.",
            themes={theme: f"Said {word(kind)}."}, answers={prompt: word(kind)},
            said_yes=[Promise(f"host {word(kind)}")], owes=[Promise(f"call {word(kind)}")],
        )
        for kind in KINDS
    ]  # fmt: skip
    quote = Quote.objects.create(member=rosa, words="We all need heat", agreed_on=north.today(), theme=theme)
    draft = Draft(key=rosa.pk, owner=person("organizer"), written_at=timezone.now()).close({"story": word("author")})
    draft.save()
    now = timezone.now()
    hour = DataHour.objects.create(begins_at=now - HOUR, ends_at=now + HOUR, called_by=person("organizer"))
    return {
        "member": [rosa], "talk": talks, "theme": [theme], "prompt": [prompt], "set": [of], "quote": [quote],
        "hour": [hour],
        "draft": [draft], "promise": list(Commitment.objects.all()), "owed": list(FollowUp.objects.all()), "": [],
    }  # fmt: skip


def addresses(role: str, world: dict[str, list[Any]]) -> Iterator[str]:
    """Make the address of every page that somebody with this role may open and that could show a note."""
    for name, cell in CELLS.items():
        room = name.partition(":")[0]
        if "get" not in cell.methods or row_of(cell.action).scope([role]) is Scope.NO or room in ELSEWHERE:
            continue
        if not cell.make:
            yield reverse(name, args=["north"])
        for each in world[ABOUT.get(name, "member" if cell.make is about_somebody else "")]:
            yield reverse(name, args=["north", each.pk])


@pytest.fixture
def as_role(north, person, sign_in):
    """Sign in as who holds a role, or as the colleague; return the client, the member and the role."""

    def enter(name: str):
        if name != "colleague":
            return sign_in(name), person(name), name
        with on_public_side():
            user = User.objects.create_user("colleague@north.example.org", name="Ray Colleague")
            add_person(north, user, roles=[Role.ORGANIZER])
            client = Visitor()
            client.force_login(user)
        return client, Member.objects.get(user_id=user.pk), "organizer"

    return enter


def read_in(text: str) -> set[str]:
    return {kind for kind in KINDS if word(kind) in text}


SLOW = pytest.mark.slow
PLAIN = ("director", "colleague", "data_lead", "viewer")
READERS = [name if name in PLAIN else pytest.param(name, marks=SLOW) for name in READS]


@pytest.mark.parametrize("name", READERS)
def test_no_page_shows_a_note_to_whom_it_is_not_for(world, as_role, caplog, name):
    client, _member, role = as_role(name)

    answers = {url: client.get(url, follow=True) for url in addresses(role, world)}

    shown = {url: read_in(b"".join(answer).decode(errors="replace")) for url, answer in answers.items()}
    assert {url: kinds - READS[name] for url, kinds in shown.items() if kinds - READS[name]} == {}
    assert read_in(caplog.text) == set()
    for page in (reverse("heard:list", args=["north"]), reverse("heard:person", args=["north", world["member"][0].pk])):
        if page in answers and name != "colleague":
            assert shown[page] == READS[name]


@pytest.mark.parametrize("name", ["director", "colleague", "organizer"])
def test_a_search_finds_the_words_one_may_read_and_no_closed_ones(world, as_role, name):
    client, _member, _role = as_role(name)
    page = reverse("heard:search", args=["north"])

    hits = {kind for kind in KINDS if f"Said {word(kind)}" in client.post(page, {"q": word(kind)}, follow=True).text}

    assert hits == READS[name] - {"author"}


@pytest.mark.parametrize("name", ["organizer", "director", "data_lead"])
def test_mail_and_files_of_people_tell_no_words_at_all(north, world, as_role, name):
    _client, member, role = as_role(name)
    reader = Reader(north, member, [Role(role)], by_mail=True)
    request = asking(north, member)
    request.roles, request.scope = [role], row_of("member.view").scope([role])

    mail = [*what_needs(reader), *(told.line for told in happened(reader))]
    cells = [each.plain or each.load for each in lists.offered(request)]

    assert read_in(str(mail)) == set()
    people = lists.read(request, [world["member"][0].pk])
    assert read_in(str([load(request, people) for load in cells])) == set()


def test_open_notes_stand_in_three_tables_and_closed_ones_in_none(north, world, as_role):
    """What works in the background, what is recorded and what is sent is a row too: so it is looked at as well."""
    client, _member, _role = as_role("organizer")
    for talk in world["talk"]:
        client.post(reverse("heard:take_back", args=["north", talk.pk]))
        client.post(reverse("heard:back", args=["north", talk.pk]))

    assert {kind: set(found(word(kind))) for kind in KINDS} == {
        "organizers": TABLES | PROMISES,
        "directors": TABLES | PROMISES,
        "author": PROMISES,
    }
    with on_public_side():
        assert read_in(str(list(OutgoingMail.objects.values()))) == set()


@pytest.mark.parametrize("kind", ["directors", "author"])
def test_a_level_said_with_a_note_for_few_copies_no_words_of_it(north, world, as_role, kind):
    client, _member, _role = as_role("organizer")
    (rosa,), story = world["member"], "She pitches in and brings a giraffe"
    level = Level.objects.filter(ladder__is_default=True).earliest("position").pk
    form = {
        "member": [rosa.pk], "story": story, "sentence": story, "read_by": kind, "kind": "in_person",
        "on": north.today(), "level_of": rosa.pk, "level_word": "changed", "level": level,
    }  # fmt: skip

    assert client.post(reverse("log:new", args=["north"]), form).status_code in (302, 303)

    assert set(found("giraffe")) == ({"conversations_conversation"} if kind == "directors" else set())
