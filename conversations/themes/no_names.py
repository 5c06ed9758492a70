"""Sentences for paper: every word that is a name of somebody on file reads "somebody"."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from members.models import MemberWord
from members.normal import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


# Shorter ones stand in many names and in every other sentence: "la", "de".
_SHORTEST = 3


def without_names(sentences: Sequence[str], near: Sequence[Collection[str]] = ()) -> list[str]:
    """Take names out, all sentences in one statement. Rather a word too many than a name too few.

    `near`: for each sentence the folded names of who took part. Thumbs write them small, and they are found so, too.
    """
    looked = {word: set(fold(word).split()) for sentence in sentences for word in _names_perhaps(sentence)}
    pieces = set().union(*looked.values())
    known = (
        set(MemberWord.objects.filter(word__in=pieces).values_list("word", flat=True).distinct()) if pieces else set()
    )
    names = {word for word, parts in looked.items() if parts & known}
    theirs: Sequence[Collection[str]] = near or [()] * len(sentences)
    return [_hide(each, names | _small(each, here)) for each, here in zip(sentences, theirs, strict=True)]


def _names_perhaps(sentence: str) -> Iterable[str]:
    """Yield words that begin with a large letter, or are of a script that has none."""
    for found in _WORD.finditer(sentence):
        if not found[0][0].islower():
            # "Dolores’s" names her as well.
            yield re.sub(r"['’]s$", "", found[0])


def _small(sentence: str, names: Collection[str]) -> set[str]:
    """Return the words of a sentence, however they are written, that are among these names."""
    words = {re.sub(r"['’]s$", "", found[0]) for found in _WORD.finditer(sentence)} if names else set()
    wanted = {name for name in names if len(name) >= _SHORTEST}
    return {word for word in words if wanted & set(fold(word).split())}


def _hide(sentence: str, names: set[str]) -> str:
    if not names:
        return sentence
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # A given name and the family name behind it are one person.
    run = re.compile(rf"(?<![^\W_])(?:{one})(?:\s+(?:{one}))*(?![^\W\d_])")
    return run.sub(lambda found: _("Somebody") if found.start() == 0 else _("somebody"), sentence)
