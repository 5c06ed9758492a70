"""Finding conversations by words in what was heard. Open notes alone: what is closed is in no index."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q

from conversations.models import PromptAnswer

MOST_WORDS = 8
_MARKS = re.compile("[\u0300-\u036f]")
# As in `conversations.models.searched.Plain`: scripts that leave no room between words.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")
# What the index has room for: letters, digits, marks and pictures, but no signs.
_SIGNS = re.compile(r"[\x00-/:-@\[-`{-\x7f\u00a1-\u00bf\u060c\u061b\u061f\u0964\u0965\u2010-\u206f\u3000-\u303f\s]+")


def matching(text: str) -> Q:
    """Say in SQL of a conversation that every word typed begins a word of its story, or of one answer in it."""
    words = words_of(text)
    if not words:
        return Q(pk=None)
    query = SearchQuery(" & ".join(f"'{word}':*" for word in words), search_type="raw", config="simple")
    answers = PromptAnswer.objects.filter(conversation=OuterRef("pk"), searched=query)
    return Q(searched=query) | Q(Exists(answers))


def words_of(text: str) -> list[str]:
    """Return the words as the index has them; of a script without blanks, the letters."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    spaced = _UNSPACED.sub(r" \1 ", _SIGNS.sub(" ", plain))
    # A quote or a backslash would end the word early; signs are gone, so there is neither.
    return list(dict.fromkeys(spaced.split()))[: MOST_WORDS * (4 if _UNSPACED.search(plain) else 1)]
