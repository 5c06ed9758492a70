"""Sentences for paper: every word that is a name of somebody on file reads "somebody"."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from members.models import MemberWord
from members.normal import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def without_names(sentences: Sequence[str]) -> list[str]:
    """Take names out, all sentences in one statement. Rather a word too many than a name too few."""
    looked = {word: set(fold(word).split()) for sentence in sentences for word in _names_perhaps(sentence)}
    pieces = set().union(*looked.values())
    known = (
        set(MemberWord.objects.filter(word__in=pieces).values_list("word", flat=True).distinct()) if pieces else set()
    )
    names = {word for word, parts in looked.items() if parts & known}
    return [_hide(sentence, names) for sentence in sentences]


def _names_perhaps(sentence: str) -> Iterable[str]:
    """Yield words that begin with a large letter, or are of a script that has none."""
    for found in _WORD.finditer(sentence):
        if not found[0][0].islower():
            # "Dolores’s" names her as well.
            yield re.sub(r"['’]s$", "", found[0])


def _hide(sentence: str, names: set[str]) -> str:
    if not names:
        return sentence
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # A given name and the family name behind it are one person.
    run = re.compile(rf"(?<![^\W_])(?:{one})(?:\s+(?:{one}))*(?![^\W\d_])")
    return run.sub(lambda found: _("Somebody") if found.start() == 0 else _("somebody"), sentence)
