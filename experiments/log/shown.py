"""The log as one reader sees it: the latest posts with their comments, in one statement."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from experiments import names
from experiments.log import figures
from experiments.log.forms import CommentForm, PostForm
from experiments.models import Experiment, LogPost
from experiments.page.days import day
from members.requests import OrgRequest
from organizations.access import may

AT_ONCE = 20
DEEPEST = 3


class Entry(NamedTuple):
    """A post or a comment, in the words that this reader sees."""

    post: LogPost
    who: str
    on: str
    text: str
    # How it reads to who has no right to people; only the writer is told, and only where that differs.
    others_read: str
    themes: Sequence[str]
    # Figures that were updated with it.
    chips: Sequence[str]
    is_mine: bool
    depth: int
    comments: "list[Entry]"


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    """Return the log for its card; `?before=` goes on to earlier posts."""
    roots, has_earlier = _roots(experiment, request.GET.get("before", ""))
    posts = list(_with_comments(experiment, roots)) if roots else []
    found = entries(request, experiment, posts)
    today = request.organization.today()
    return {
        "entries": found,
        "earlier": roots[-1] if has_earlier else "",
        "newest": max((post.pk for post in posts), default=experiment.pk),
        "may_log": may(request, "experiment.log"),
        "may_comment": may(request, "experiment.comment"),
        "follows": request.member.pk in getattr(experiment, "followers", ()),
        "form": PostForm(
            today=today, offered=offered(experiment), initial={"on": today, "text": _draft(request, experiment)}
        ),
        "figures": figures.by_hand(experiment, None, today),
        "reply": CommentForm(auto_id=False),
        "reply_to": None,
    }


def offered(experiment: Experiment) -> list[str]:
    """Return the themes that a post may be about: those of the group's talks, by name."""
    return list(getattr(experiment, "known_themes", ()))


def _draft(request: OrgRequest, experiment: Experiment) -> str:
    """Return what this reader was writing; nobody else's."""
    mine = str(request.member.pk)
    return next((draft["text"] for draft in getattr(experiment, "drafts", ()) if draft["by"] == mine), "")


def _roots(experiment: Experiment, before: str) -> tuple[list[UUID], bool]:
    """Return the keys of the latest posts, which came with the experiment, or of those before one."""
    keys: list[UUID] = getattr(experiment, "posted", None) or []
    if before:
        keys = [key for key in keys if str(key) < before]
    return keys[:AT_ONCE], len(keys) > AT_ONCE


def _with_comments(experiment: Experiment, roots: Sequence[UUID]) -> QuerySet[LogPost]:
    here = Q(pk__in=roots) | Q(thread__in=roots)
    posts = LogPost.objects.filter(here, experiment=experiment).select_related("author").order_by("pk")
    return figures.with_figures(posts)


def entries(request: OrgRequest, experiment: Experiment, posts: Sequence[LogPost]) -> list[Entry]:
    """Nest comments below what they answer; what was taken back stands only while something is below it."""
    below: dict[UUID | None, list[LogPost]] = {}
    for post in posts:
        below.setdefault(post.parent_id, []).append(post)
    found = [_entry(request, experiment, post, below) for post in below.get(None, [])]
    kept = [entry for entry in found if not entry.post.removed_at or entry.comments]
    return sorted(kept, key=lambda entry: (entry.post.on, entry.post.pk), reverse=True)


def _entry(
    request: OrgRequest,
    experiment: Experiment,
    post: LogPost,
    below: dict[UUID | None, list[LogPost]],
    depth: int = 0,
) -> Entry:
    is_mine = post.author_id == request.member.pk
    comments = list(_below(request, experiment, post, below, depth)) if depth == 0 else []
    hidden, plain = names.hidden(post.text), names.plain(post.text)
    sees = is_mine or may(request, "member.view")
    removed = post.removed_at is not None
    return Entry(
        post=post,
        who="" if removed else who(request, experiment, post),
        on=day(post.on, request.organization.today()),
        text="" if removed else plain if sees else hidden,
        others_read=hidden if is_mine and hidden != plain and not removed else "",
        themes=[] if removed else post.themes,
        chips=[] if removed else figures.chips(request, getattr(post, "told_of", ())),
        is_mine=is_mine and not removed,
        depth=min(depth, DEEPEST),
        comments=comments,
    )


def _below(
    request: OrgRequest, experiment: Experiment, post: LogPost, below: dict[UUID | None, list[LogPost]], depth: int
) -> Iterator[Entry]:
    for each in below.get(post.pk, []):
        under = list(_below(request, experiment, each, below, depth + 1))
        if not each.removed_at or under:
            yield _entry(request, experiment, each, below, depth + 1)
            yield from under


def who(request: OrgRequest, experiment: Experiment, post: LogPost) -> str:
    """Name who wrote; the coach as the coach."""
    if post.author is None:
        return _("somebody no longer on file")
    name = names.shown(request, post.author)
    return _("%s, coach") % name if post.author_id == experiment.coach_id else name
