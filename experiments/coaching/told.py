"""How a review, and the answer to its question, read among the notices."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from conversations import registry
from conversations.models import Notice
from conversations.reader import Reader
from conversations.registry import Line
from experiments import names
from experiments.coaching.actions import ANSWERED, REVIEWED
from experiments.models import Experiment
from organizations.models import Role
from organizations.registry import Place, places


def say_reviewed(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    return _lines(reader, told, _("%(who)s reviewed an experiment of yours"))


def say_answered(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    return _lines(reader, told, _("%(who)s answered your question"))


def _lines(reader: Reader, told: Sequence[Notice], title: str) -> Mapping[UUID, Line]:
    rows = list(Experiment.objects.filter(pk__in=[each.about for each in told]).values_list("pk", "title"))
    # A title may name somebody, and mail names nobody.
    titles = [] if reader.by_mail else [title for _pk, title in rows]
    read = names.read_by(titles, sees_people=reader.may("member.view")) or [""] * len(rows)
    found = {pk: title for (pk, _title), title in zip(rows, read, strict=True)}
    lines = {}
    for notice in told:
        if notice.about in found and notice.about:
            url = reader.url("experiments:experiment", notice.about)
            lines[notice.pk] = Line(title % {"who": notice.who}, found[notice.about], url, "eye")
    return lines


def register() -> None:
    """Called once, from `AppConfig.ready`. A coach's visit begins at the desk; nobody else's menu shows it."""
    sentence = _l("What waits for a coach, in all their groups.")
    desk = Place(
        _l("To review"), "eye", "experiments:desk", "experiment.review", 9,
        starts=False, sentence=sentence, opens_for=[Role.COACH],
    )  # fmt: skip
    places.append(desk)
    registry.add_kind(REVIEWED, say_reviewed)
    registry.add_kind(ANSWERED, say_answered)
