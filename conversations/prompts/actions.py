"""What changes the group's questions and the sets they stand in."""

from datetime import date

from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from conversations.models import Prompt, PromptAnswer, PromptSet
from members.models import Member


class PromptsRefused(Exception):
    """Not done, and why, in a sentence."""


@action
def make_set(*, name: str, first_day: date | None, last_day: date | None, by: Member) -> PromptSet:
    """Begin a set of questions: for always, or for a campaign."""
    made: PromptSet = PromptSet.objects.create(name=name, first_day=first_day, last_day=last_day)
    record("prompt.edit", of=made, by=by, fields=["set"])
    return made


@action
def edit_set(of: PromptSet, *, name: str, first_day: date | None, last_day: date | None, by: Member) -> None:
    """Call it something else, or change its days."""
    of.name, of.first_day, of.last_day = name, first_day, last_day
    of.save(update_fields=["name", "first_day", "last_day"])
    record("prompt.edit", of=of, by=by, fields=["set"])


@action
def put_away_set(of: PromptSet, *, by: Member) -> bool:
    """Ask none of its questions any more; what was answered is kept."""
    if not PromptSet.objects.filter(pk=of.pk, put_away_at=None).update(put_away_at=Now()):
        return False
    record("prompt.edit", of=of, by=by, fields=["put away"])
    return True


@action
def bring_back_set(of: PromptSet, *, by: Member) -> bool:
    """Ask its questions again."""
    if not PromptSet.objects.filter(pk=of.pk).exclude(put_away_at=None).update(put_away_at=None):
        return False
    record("prompt.edit", of=of, by=by, fields=["brought back"])
    return True


@action
def ask(of: PromptSet, *, text: str, by: Member) -> Prompt:
    """Add a question at the end of its set."""
    PromptSet.objects.select_for_update(no_key=True, of=("self",)).get(pk=of.pk)
    last = of.prompts.aggregate(last=Max("position"))["last"] or 0
    made: Prompt = Prompt.objects.create(of=of, text=text, position=last + 1)
    record("prompt.edit", of=made, by=by, fields=["text"])
    return made


@action
def reword(prompt: Prompt, *, text: str, by: Member) -> None:
    """Ask it in other words. Raises PromptsRefused once somebody has answered: the answer is to what was asked."""
    # Nobody answers between the look and the change: an answer holds the row of its question.
    Prompt.objects.select_for_update(of=("self",)).get(pk=prompt.pk)
    if PromptAnswer.objects.filter(prompt=prompt).exists():
        raise PromptsRefused(
            _(
                "It has been answered, and an answer belongs to the words it was given to. Put it away and write a new one."
            )
        )
    prompt.text = text
    prompt.save(update_fields=["text"])
    record("prompt.edit", of=prompt, by=by, fields=["text"])


@action
def put_away(prompt: Prompt, *, by: Member) -> bool:
    """Ask it no more; what was answered is kept."""
    if not Prompt.objects.filter(pk=prompt.pk, put_away_at=None).update(put_away_at=Now()):
        return False
    record("prompt.edit", of=prompt, by=by, fields=["put away"])
    return True


@action
def bring_back(prompt: Prompt, *, by: Member) -> bool:
    """Ask it again."""
    if not Prompt.objects.filter(pk=prompt.pk).exclude(put_away_at=None).update(put_away_at=None):
        return False
    record("prompt.edit", of=prompt, by=by, fields=["brought back"])
    return True


@action
def move_up(prompt: Prompt, *, by: Member) -> bool:
    """Ask it before the one that stands above it in its set; False when it is the first."""
    of = PromptSet.objects.select_for_update(no_key=True, of=("self",)).get(pk=prompt.of_id)
    rows = list(of.prompts.filter(put_away_at=None))
    at = next((n for n, each in enumerate(rows) if each.pk == prompt.pk), 0)
    if not at:
        return False
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for position, each in enumerate(rows, 1):
        each.position = position
    Prompt.objects.bulk_update(rows, ["position"])
    record("prompt.edit", of=prompt, by=by, fields=["position"])
    return True
