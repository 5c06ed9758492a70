"""What equal names have in common."""

from functools import lru_cache

from members.normal import fold


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return what equal names have in common; a name of signs only stays as it is."""
    return fold(name) or name


def choice_key(label: str) -> str:
    """Return what equal choices of a field have in common, as long as the column that keeps it."""
    return key(label)[:120]
