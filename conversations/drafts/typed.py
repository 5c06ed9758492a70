"""What was typed on a phone, as it is kept until it is known whom it is about, and read by the form of the log again."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from conversations.logging import known
from conversations.logging.forms import LogForm
from ladders.models import Standing
from members.normal import fold
from members.requests import OrgRequest

# Every field by its name, each with all its values.
type Typed = dict[str, list[str]]
# What is about the sending and not about the talk.
_NOT_KEPT = {"csrfmiddlewaretoken", "whose", "written", "fresh", "another", "back"}
# What somebody says of a level; offers of the story that were taken may say it too.
_OF_LEVEL = {"level_of", "level_word", "level_was", "level", "sentence", "evidence", "look_on"}


def sent(post: QueryDict) -> Typed:
    return {name: [str(each) for each in values] for name, values in post.lists() if name not in _NOT_KEPT}


def as_form(typed: Typed, request: OrgRequest, **other: list[str]) -> LogForm:
    """Give it to the form, with what has been said since."""
    return LogForm(MultiValueDict({**typed, **other}), request=request)


def first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, [])), "")


def is_about_the_person_alone(form: LogForm) -> bool:
    """Whether nothing is in the way but whom it was with, which can be asked afterwards."""
    return set(form.errors) <= {"person", "given_name", "reach", "member"}


def is_a_guess(typed: Typed, form: LogForm) -> bool:
    """Whether a name is only begun: on a page one sees whom that means, without signal one does not."""
    words = fold(first(typed, "person")).split()
    return bool(words) and form.newcomer is None and not any(known.has(member, words) for member in form.members)


def without_old_level(typed: Typed, written_at: datetime) -> Typed:
    """Leave out what was said of a level when somebody has said another word since: it is asked again."""
    said = [key for text in (first(typed, "level_of"), *typed.get("member", [])) if (key := _key(text))]
    later = Standing.objects.filter(assessment__created_at__gt=written_at)
    if not said or not later.filter(member__in=said).exists():
        return typed
    kept = {name: values for name, values in typed.items() if name not in _OF_LEVEL}
    return {**kept, "take": [each for each in typed.get("take", []) if not each.startswith("level")]}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
