"""Two themes become one, and are two again: rows remember in `was` the themes they stood under, the latest last.

A conversation in which both came up keeps its row at the theme that went: it is shown and counted nowhere while that
theme is a part of the other one, and is there when it comes back.
"""

from typing import Any
from uuid import UUID

from stpnet.db.wrapper import current

_RAISED = """
    UPDATE conversations_conversationtheme r SET theme_id = %(into)s, was = array_append(was, %(was)s::uuid)
    WHERE theme_id = %(was)s AND NOT EXISTS (
      SELECT FROM conversations_conversationtheme o
      WHERE o.conversation_id = r.conversation_id AND o.theme_id = %(into)s
    )
"""
_QUOTES = """
    UPDATE conversations_quote SET theme_id = %(into)s, was = array_append(was, %(was)s::uuid)
    WHERE theme_id = %(was)s
"""
# Who was put into the one that goes now leads to the other one directly: a name is looked up in one step.
_OLDER = """
    UPDATE conversations_theme SET merged_into_id = %(into)s, was = array_append(was, %(was)s::uuid)
    WHERE merged_into_id = %(was)s
"""
_ITSELF = "UPDATE conversations_theme SET merged_into_id = %(into)s WHERE id = %(was)s"

# Back to the theme, with what it had come through before.
_BACK = """
    UPDATE {table} SET {column} = %(was)s, was = was[:array_position(was, %(was)s::uuid) - 1]
    WHERE was @> ARRAY[%(was)s::uuid]
"""
_ALONE = "UPDATE conversations_theme SET merged_into_id = NULL, was = '{}' WHERE id = %(was)s"
_HAD = (
    ("conversations_conversationtheme", "theme_id"),
    ("conversations_quote", "theme_id"),
    ("conversations_theme", "merged_into_id"),
)


def join(was: UUID, into: UUID) -> None:
    """Let everything of one theme stand under the other one."""
    for statement in (_RAISED, _QUOTES, _OLDER, _ITSELF):
        _run(statement, was=was, into=into)


def part(was: UUID) -> None:
    """Let a theme have again what came from it."""
    for table, column in _HAD:
        _run(_BACK.format(table=table, column=column), was=was)
    _run(_ALONE, was=was)


def _run(statement: str, **ids: Any) -> None:
    with current().cursor() as cursor:
        cursor.execute(statement, ids)
