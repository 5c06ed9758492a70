"""How a post reads among the notices and in the mail that gathers them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from conversations import registry
from conversations.models import Notice
from conversations.reader import Reader
from conversations.registry import Line
from experiments import names
from experiments.log.actions import MENTIONED, POSTED
from experiments.models import LogPost


def say_posted(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    return _lines(reader, told, _("%(who)s posted to the log"))


def say_mentioned(reader: Reader, told: Sequence[Notice]) -> Mapping[UUID, Line]:
    return _lines(reader, told, _("%(who)s mentioned you in a log"))


def _lines(reader: Reader, told: Sequence[Notice], title: str) -> Mapping[UUID, Line]:
    posts = LogPost.objects.filter(pk__in=[each.about for each in told], removed_at=None).select_related("experiment")
    found = {post.pk: post for post in posts}
    # A title may name somebody, and mail names nobody.
    titles = [] if reader.by_mail else [post.experiment.title for post in found.values()]
    read = names.read_by(titles, sees_people=reader.may("member.view"))
    of = dict(zip(found, read, strict=False))
    lines = {}
    for notice in told:
        if notice.about and (post := found.get(notice.about)) and reader.may("experiment.view"):
            url = reader.url("experiments:experiment", post.experiment_id) + f"#post-{post.pk}"
            lines[notice.pk] = Line(title % {"who": notice.who}, of.get(post.pk, ""), url, "message-circle")
    return lines


def register() -> None:
    registry.add_kind(POSTED, say_posted)
    registry.add_kind(MENTIONED, say_mentioned)
