"""Whose names a reader of experiments sees: everybody's with the right to people, else only of who has an account.

In a text that was posted, a name stands in a mark: OPEN, the key of the person, BETWEEN, the name as it was written,
CLOSE. The signs are of Unicode's private area, and are taken out of what people type.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize
from uuid import UUID

from django.utils.translation import gettext as _

from experiments.everyday import EVERYDAY, MONTHS, ORDINARY
from members.emptying import NOBODY
from members.models import Member, MemberWord
from members.nicknames import NICKNAMES, groups_of
from members.normal import fold
from members.requests import OrgRequest
from organizations.access import may

OPEN, BETWEEN, CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{OPEN}([0-9a-f-]{{36}}){BETWEEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_SIGNS = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}\0]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_A_DAY = re.compile(r"[ ]\d{1,2}\b")
# Between the words of a name, where it stands in an address of mail.
_JOINS = (".", "_")
# Words in small letters are names written by a thumb: a pair that somebody bears both, or one that is nothing but a
# name. Shorter ones are "la" and "de".
_SHORTEST_SMALL = 3


class Word(NamedTuple):
    """A word of a text, with the folded pieces by which people are found, and who bears one of them."""

    start: int
    end: int
    is_large: bool
    who: frozenset[UUID]
    # Whether it can be nothing but a name, even in small letters and by itself.
    is_name: bool


def shown(request: OrgRequest, member: Member) -> str:
    return str(member) if member.user_id or may(request, "member.view") else _("a member")


def words(request: OrgRequest, name: str) -> str:
    """A name in words can be anybody's: who may not see people reads that somebody stands there."""
    return name if not name or may(request, "member.view") else _("somebody on the team")


def read(request: OrgRequest, text: str) -> str:
    """Read a text with marks, as this reader may."""
    return plain(text) if may(request, "member.view") else hidden(text)


def plain(text: str) -> str:
    """Take the marks off: as it was written."""
    return _MARK.sub(lambda mark: mark[2], text)


def hidden(text: str) -> str:
    """Read "a member" where somebody without an account is named."""
    return _MARK.sub(lambda _found: _("a member"), text)


def texts(request: OrgRequest, written: Sequence[str]) -> list[str]:
    """Read texts that hold no marks (a hunch, signs, steps, learnings), all of them in one statement.

    Whoever may see people reads them as they are, without a statement.
    """
    return read_by(written, sees_people=may(request, "member.view"))


def nameless(request: OrgRequest, offered: Iterable[str]) -> list[str]:
    """Keep what names nobody to this reader, for lists to choose from: a value in an address cannot read "a member"."""
    every = list(offered)
    return [text for text, read in zip(every, texts(request, every), strict=True) if text == read]


def read_by(written: Sequence[str], *, sees_people: bool) -> list[str]:
    """Read them where there is no request: in a notice, or on the desk over several groups."""
    if sees_people or not any(written):
        return list(written)
    return [hidden(text) for text in mark(*written)]


def mark(*written: str) -> list[str]:
    """Mark the names of people on file who have no account. Rather a word too many than a name too few."""
    clean = [_clean(text) for text in written]
    bearers, accounts = _bearers(clean)
    return [_marked(text, bearers, accounts) for text in clean]


def nobodys(written: Sequence[str]) -> list[str]:
    """Read texts for whoever it may be, as on a report that is handed on: also who has an account is "a member"."""
    clean = [_clean(text) for text in written]
    bearers, _accounts = _bearers(clean)
    return [hidden(_marked(text, bearers, {})) for text in clean]


def _clean(text: str) -> str:
    """Some keyboards and names of files write letters in two pieces, which would part a name."""
    return normalize("NFC", _SIGNS.sub("", text))


def let_go(text: str, keys: Collection[str]) -> str:
    """Empty the marks of these people, and leave those of others."""
    return _MARK.sub(lambda found: NOBODY if found[1] in keys else found[0], text)


def _pieces(word: str) -> list[str]:
    return fold(_POSSESSIVE.sub("", word)).split() or fold(word).split()


def _bearers(written: Iterable[str]) -> tuple[dict[str, frozenset[UUID]], dict[UUID, set[str]]]:
    """Find who bears any word of these texts, in one statement; and by which words those are known who sign in.

    Their names are everybody's here. Somebody called Dolores is found by "Lola", too.
    """
    asked = {piece for text in written for found in _WORD.finditer(text) for piece in _pieces(found[0])}
    short = {piece: _short_for(piece) for piece in asked}
    every = asked.union(*short.values())
    rows = MemberWord.objects.filter(word__in=every).values_list("word", "member", "member__user_id", "member__folded")
    bears: dict[str, set[UUID]] = {}
    accounts: dict[UUID, set[str]] = {}
    for word, member, account, folded in rows if every else ():
        bears.setdefault(word, set()).add(member)
        if account:
            accounts[member] = set(folded.split())
    nobody: set[UUID] = set()
    goes_by = {
        word: frozenset(nobody.union(*(bears.get(each, nobody) for each in {word, *short[word]}))) for word in asked
    }
    return goes_by, accounts


def _short_for(piece: str) -> set[str]:
    return {name for group in groups_of(piece) for name in NICKNAMES[group]}


def _marked(text: str, bears: Mapping[str, frozenset[UUID]], accounts: Mapping[UUID, set[str]]) -> str:
    found = [_word(hit, bears) for hit in _WORD.finditer(text)]
    out, at, n = [], 0, 0
    while n < len(found):
        run = _run(text, found, n)
        is_called = text[found[n].start - 1 : found[n].start] == "@"
        who = _whom(found[n : n + run], accounts, is_called=is_called)
        if who is not None:
            first, last = found[n].start, found[n + run - 1].end
            out += [text[at:first], f"{OPEN}{who}{BETWEEN}{text[first:last]}{CLOSE}"]
            at = last
        n += max(run, 1)
    return "".join([*out, text[at:]])


def _word(hit: re.Match[str], bears: Mapping[str, frozenset[UUID]]) -> Word:
    bare = _POSSESSIVE.sub("", hit[0]) or hit[0]
    pieces = _pieces(hit[0])
    who = frozenset().union(*(bears.get(piece, frozenset()) for piece in pieces))
    is_name = any(piece not in ORDINARY and len(piece) >= _SHORTEST_SMALL and bears.get(piece) for piece in pieces)
    return Word(hit.start(), hit.start() + len(bare), not hit[0][0].islower(), who, is_name)


def _run(text: str, found: Sequence[Word], n: int) -> int:
    """Return how many words from here are one name: as long as somebody bears them all."""
    both, length = found[n].who, 0
    for m in range(n, len(found)):
        between = text[found[m - 1].end : found[m].start] if m > n else ""
        if (between.strip() and between not in _JOINS) or not (both & found[m].who):
            break
        both, length = both & found[m].who, length + 1
    if length == 1 and _is_everyday(text, found[n]):
        return 0
    if length == 1:
        return 1 if found[n].is_large or found[n].is_name else 0
    small = any(each.end - each.start < _SHORTEST_SMALL for each in found[n : n + length])
    return length if length and (found[n].is_large or not small) else 0


def _is_everyday(text: str, alone: Word) -> bool:
    """Group B, Jun 3 and "because" name nobody, even where somebody is called like that."""
    word = fold(text[alone.start : alone.end])
    is_day = word in MONTHS and _A_DAY.match(text, alone.end)
    is_letter = len(word) == 1 and word.isascii()
    return is_letter or word in EVERYDAY or bool(is_day)


def _whom(run: Sequence[Word], accounts: Mapping[UUID, set[str]], *, is_called: bool) -> UUID | None:
    """Say whose name it is; None for nobody's, and for the whole name of somebody with an account, or a call to them."""
    if not run:
        return None
    who = frozenset.intersection(*(word.who for word in run))
    others = sorted(who - accounts.keys())
    if (is_called or len(run) > 1) and who & accounts.keys():
        return None
    return others[0] if others else None
