"""Texts as they are searched: in small letters, without accents and signs, in no language of its own.

An index on the expression, and no column: a row that is read for its page would bring the column along each time.
"""

from django.contrib.postgres.search import SearchVector

from conversations.models.searched import Plain


def vector(*columns: str) -> SearchVector:
    """Return the words of these columns; an index and a search have to ask in the same words."""
    return SearchVector(*(Plain(column) for column in columns), config="simple")
