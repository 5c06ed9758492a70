"""Words are found in what was heard: by how they begin, without accents, in any language, signs or none."""

import pytest

from conversations.actions import log
from conversations.heard.searching import matching
from conversations.models import Conversation, Prompt, PromptSet

STORY = (
    "She said “we are going to.” Café—bar, re-election at 7:30, don’t! Mail ana@example.org. "
    "我们需要帮助。Мир и ЁЛКА. शांति हिन्दी. السلام، عليكم؟ ご近所 😀 100% o'brien"
)


@pytest.fixture
def heard(north, person, someone):
    return log(by=person("organizer"), members=[someone()], on=north.today(), story=STORY)


@pytest.mark.parametrize(
    "words",
    [
        "we", "going to", "cafe", "CAFÉ bar", "election", "re-elect", "7:30", "dont't don", "don't", "ana@example.org",
        "example", "需要", "帮助", "мир", "елка", "हिन्दी", "शांति", "السلام", "عليكم", "近所", "😀", "100%", "O’Brien", "'", "\\",
    ],
)  # fmt: skip
def test_a_word_is_found_however_it_is_typed(heard, words):
    found = Conversation.objects.filter(matching(words))

    # Signs alone look for nothing, so they find nothing.
    wanted = [] if words in ("'", "\\", "dont't don") else [heard]
    assert list(found) == wanted


@pytest.mark.parametrize("words", ["lection", "wearing", "需求", "we never", "x" * 3000, "", "\0", "& | !", "a:*"])
def test_what_nobody_said_is_not_found(heard, words):
    assert list(Conversation.objects.filter(matching(words), pk=heard.pk)) == ([heard] if words == "a:*" else [])


def test_answers_are_searched_like_the_story(north, person, someone):
    prompt = Prompt.objects.create(of=PromptSet.objects.create(name="Always"), text="What keeps you up at night?")
    given = {"by": person("organizer"), "members": [someone()], "on": north.today(), "story": "Short."}
    open_one = log(**given, answers={prompt: "The boiler, señora"})
    log(**given, answers={prompt: "The boiler"}, read_by="author")

    assert list(Conversation.objects.filter(matching("senora boil"))) == [open_one]
