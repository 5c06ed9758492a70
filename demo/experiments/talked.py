"""What was said about an experiment of the demo while it ran: posts, comments, and what the coach said."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo.experiments.cast import Cast
from demo.experiments.told import Agreed, Comment, Post, Review, Tried
from experiments import names
from experiments.models import AtCoaching, CoachingNote, CoachReview, Experiment, Follows, LogPost, Remark

About = Remark.About


def fill(experiment: Experiment, tried: Tried, cast: Cast, today: date) -> None:
    """Write the log and the reviews of an experiment down; whoever answers for it, and its coach, follow along."""
    if tried.log:
        _log(experiment, tried.log, cast, today)
    if tried.review and cast.coach:
        _review(experiment, tried.review, cast, today)
    followers = {member.pk: member for member in (experiment.accountable, experiment.coach) if member}
    Follows.objects.bulk_create(Follows(experiment=experiment, member=member) for member in followers.values())


def _log(experiment: Experiment, posts: tuple[Post, ...], cast: Cast, today: date) -> None:
    marked = iter(names.mark(*_texts(posts)))
    for post in posts:
        made = _said(experiment, post, next(marked), cast, today)
        made.themes = list(post.themes)
        made.save()
        above = made
        for comment in post.comments:
            above = _said(experiment, comment, next(marked), cast, today, above=above)


def _texts(posts: tuple[Post, ...]) -> Iterator[str]:
    for post in posts:
        yield post.text
        yield from (comment.text for comment in post.comments)


def _said(
    experiment: Experiment, told: Post | Comment, text: str, cast: Cast, today: date, above: LogPost | None = None
) -> LogPost:
    on = today + timedelta(days=told.day)
    thread = above and (above.thread or above)
    made: LogPost = LogPost.objects.create(
        experiment=experiment,
        author=cast.of(told.who),
        on=on,
        text=text,
        created_at=cast.at(on),
        parent=above,
        thread=thread,
    )
    return made


def _review(experiment: Experiment, told: Review, cast: Cast, today: date) -> None:
    on = today + timedelta(days=told.day)
    review = CoachReview.objects.create(
        experiment=experiment,
        by=cast.coach,
        on=on,
        advice=told.advice,
        text=told.note,
        question=told.question,
        ready=["hunch_open", "log_kept"],
        next_on=today + timedelta(days=told.due) if told.due else None,
        created_at=cast.at(on),
    )
    if told.on_hypothesis:
        Remark.objects.create(review=review, about=About.HUNCH, text=told.on_hypothesis)
    about, remark = told.on_sign
    if remark:
        sign = experiment.signs.get(text=about)
        Remark.objects.create(review=review, about=About.SIGN, sign=sign, called=sign.text, text=remark)


def agree(told: tuple[Agreed, ...], cast: Cast, today: date) -> None:
    """Keep what the coach and those who were there agreed."""
    for one in told:
        next_on = today + timedelta(days=one.next) if one.next else None
        on = today + timedelta(days=one.day)
        note = CoachingNote.objects.create(coach=cast.coach or cast.lead, on=on, agreed=one.text, next_on=next_on)
        there = [member for member in map(cast.of, one.there) if member]
        AtCoaching.objects.bulk_create(AtCoaching(note=note, member=member) for member in there)
