"""Who is called by "@" and a name: people with an account, and no others."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from conversations.asking import who_belong
from members.models import Member
from members.normal import fold
from members.requests import OrgRequest

_CALL = re.compile(r"(?<![\w@])@([^\W\d_][\w'’-]*(?:[ ][^\W\d_][\w'’-]*){0,3})")


class Called(NamedTuple):
    """Those who are told, and those who left and so are not."""

    here: list[Member]
    left: list[Member]


def called(request: OrgRequest, text: str) -> Called:
    """Find whom a text calls. Outside transactions only: who belongs here stands on the public side."""
    if not _CALL.search(text):
        return Called([], [])
    known = list(Member.objects.exclude(user_id=None).filter(erased_at=None))
    found = _find(text, known)
    belong = {member.pk for member in who_belong(request.organization)} if found else set()
    return Called([each for each in found if each.pk in belong], [each for each in found if each.pk not in belong])


def _find(text: str, known: Sequence[Member]) -> list[Member]:
    """The longest name that fits counts; a given name alone calls somebody when nobody else has it."""
    found: dict[str, Member] = {}
    for call in _CALL.finditer(text):
        words = fold(call[1]).split()
        for length in range(len(words), 0, -1):
            said = " ".join(words[:length])
            fits = [one for one in known if said in (fold(str(one)), fold(one.given_name), fold(one.preferred_name))]
            if len(fits) == 1:
                found[str(fits[0].pk)] = fits[0]
            if fits:
                break
    return list(found.values())
