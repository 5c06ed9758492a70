"""Words that were typed, as the index is asked for them: each may begin a word, and accents do not matter."""

from django.contrib.postgres.search import SearchQuery

from conversations.heard.searching import words_of


def query(text: str) -> SearchQuery | None:
    """Ask for rows in which every word begins a word; None where there is nothing to look for."""
    return _joined(words_of(text), " & ")


def any_of(words: list[str]) -> SearchQuery | None:
    """Ask for rows in which one of these words begins a word."""
    return _joined(words, " | ")


def has_every(words: list[str], text: str) -> bool:
    """Whether each of these words begins a word of the text, as it reads now."""
    there = [each for part in set(text.split()) for each in words_of(part)]
    return all(any(each.startswith(word) for each in there) for word in words)


def _joined(words: list[str], how: str) -> SearchQuery | None:
    # `words_of` leaves no sign in a word, so none of them can end it early.
    asked = how.join(f"'{word}':*" for word in words)
    return SearchQuery(asked, search_type="raw", config="simple") if words else None
