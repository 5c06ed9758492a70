"""Phones and e-mail addresses of other people, taken out of what is handed to somebody."""

import re
from collections.abc import Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import Q

from members.emptying import NOBODY
from members.models import ContactPoint
from members.rights.reading import leaves

_MAIL = re.compile(r"[^\s@<>,;:\"'()\[\]]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\-/]{5,}\d")
_SHORTEST, _AT_ONCE = 7, 200


def hide(told: Any, pks: Sequence[UUID]) -> Any:
    """Return the same, with a mark in place of each phone and e-mail address that is on file as somebody else's.

    What is theirs as well, as a phone of one household, stays.
    """
    texts = list(leaves(told))
    mails = {found.lower() for text in texts for found in _MAIL.findall(text)}
    phones = {digits for text in texts for found in _PHONE.findall(text) if len(digits := _digits(found)) >= _SHORTEST}
    own = set(ContactPoint.objects.filter(member__in=pks).values_list("normal", flat=True))
    strangers = _known(mails, phones, pks) - own
    return _without(
        told, {normal for normal in strangers if "@" in normal}, [_digits(n) for n in strangers if "@" not in n]
    )


def _known(mails: set[str], phones: set[str], pks: Sequence[UUID]) -> set[str]:
    """Return which of them are kept as others' ways to be reached."""
    others = ContactPoint.objects.exclude(member__in=pks)
    found = set(others.filter(normal__in=mails).values_list("normal", flat=True))
    for some in batched(sorted(phones), _AT_ONCE):
        ends = Q(pk=None)
        for digits in some:
            ends |= Q(kind=ContactPoint.Kind.PHONE, normal__endswith=digits)
        found |= set(others.filter(ends).values_list("normal", flat=True))
    return found


def _without(told: Any, mails: set[str], phones: Sequence[str]) -> Any:
    if isinstance(told, dict):
        return {key: _without(each, mails, phones) for key, each in told.items()}
    if isinstance(told, list):
        return [_without(each, mails, phones) for each in told]
    if not isinstance(told, str):
        return told
    told = _MAIL.sub(lambda found: NOBODY if found[0].lower() in mails else found[0], told)
    return _PHONE.sub(lambda found: NOBODY if _is_of(found[0], phones) else found[0], told)


def _is_of(said: str, phones: Sequence[str]) -> bool:
    digits = _digits(said)
    return len(digits) >= _SHORTEST and any(phone.endswith(digits) for phone in phones)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
