"""Text that few may read: closed with the keys of secrets, so that a copy of the tables says nothing."""

import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import InvalidToken, MultiFernet
from django.conf import settings

from organizations.signing_in.mfa import locks

# What stands before a sealed cell, so that a row looked at again knows it from what somebody typed.
MARK = "\x02sealed:"


def seal(told: Any) -> str:
    """Close anything that JSON can say."""
    return MARK + _locks(tuple(settings.MFA_KEYS)).encrypt(json.dumps(told).encode()).decode()


def is_sealed(text: str) -> bool:
    return text.startswith(MARK)


def unseal(text: str) -> Any:
    """Open what `seal` closed; text that was never closed comes back as it is. None: the keys were changed."""
    if not is_sealed(text):
        return text
    try:
        return json.loads(_locks(tuple(settings.MFA_KEYS)).decrypt(text.removeprefix(MARK).encode()))
    except InvalidToken:
        return None


def reseal(text: str) -> str:
    """Close with the first key what any of the keys opens; the rest stays as it is."""
    if not is_sealed(text):
        return text
    try:
        return MARK + _locks(tuple(settings.MFA_KEYS)).rotate(text.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        return text


@lru_cache(maxsize=4)
def _locks(keys: tuple[str, ...]) -> MultiFernet:
    """Deriving the keys costs more than a cell: once for all."""
    return locks(keys)
