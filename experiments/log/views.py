"""The log of an experiment: posting, answering, editing, taking back, following; and what is new since a moment."""

from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiments import names
from experiments.counting.actions import FigureRefused
from experiments.log import actions, figures, pictures
from experiments.log.forms import CommentForm, PostForm
from experiments.log.mentions import Called, called
from experiments.log.shown import entries, offered
from experiments.models import Experiment, LogPost
from experiments.page import shown
from experiments.page.one import one, whole
from experiments.papers.sniffing import NotTaken
from experiments.telling import told
from members.requests import OrgRequest
from organizations.access import allow, may


@require_POST
@allow("experiment.log")
def post(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Post to the log, with figures and a picture if there are any."""
    experiment = whole(pk)
    today = request.organization.today()
    form = PostForm(request.POST, request.FILES, today=today, offered=offered(experiment))
    asked = figures.by_hand(experiment, request.POST, today)
    written = figures.written(asked)
    if form.is_valid() and written is not None:
        said = form.cleaned_data
        who = called(request, said["text"])
        told = {"text": said["text"], "on": said["on"], "themes": said["themes"]}
        try:
            with pictures.of(form) as picture:
                told |= {"picture": picture, "figures": written, "mentions": who.here}
                made = actions.post(experiment, **told, today=today, by=request.member)
        except NotTaken as why:
            form.add_error("picture", str(why))
        except FigureRefused as why:
            form.add_error(None, str(why))
        else:
            _say_who_left(request, who)
            return _to(request, made)
    return _again(request, pk, {"form": form, "figures": asked, "is_open": True})


@require_POST
@allow("experiment.comment")
def comment(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Answer a post or a comment, also one that was taken back meanwhile."""
    under = get_object_or_404(LogPost.objects.select_related("experiment"), experiment=pk, pk=post)
    form = CommentForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _again(request, pk, {"reply": form, "reply_to": under.pk})
    text = form.cleaned_data["text"]
    who = called(request, text)
    today = request.organization.today()
    made = actions.comment(under, text=text, on=today, mentions=who.here, by=request.member)
    if under.removed_at:
        messages.info(request, _("What you answered was taken back meanwhile. Your comment stands below its place."))
    _say_who_left(request, who)
    return _to(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.comment")
def edit(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Change what one wrote; how it read before is kept."""
    mine = _mine(request, pk, post)
    today = request.organization.today()
    was = {"text": names.plain(mine.text), "on": mine.on, "themes": ", ".join(mine.themes)}
    was["picture_shows"] = mine.picture_shows
    form = PostForm(request.POST or None, request.FILES or None, today=today, initial=was)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        on, themes = (mine.on, mine.themes) if mine.thread_id else (said["on"], said["themes"])
        try:
            with pictures.of(form, drop="drop" in request.POST, on=mine) as picture:
                now = {"text": said["text"], "on": on, "themes": themes, "picture": picture}
                is_changed = actions.edit(mine, **now, by=request.member)
        except NotTaken as why:
            form.add_error("picture", str(why))
        else:
            if is_changed:
                messages.success(request, _("Saved. How it read before is kept."))
            return _to(request, mine)
    context = {"experiment": mine.experiment, "post": mine, "form": form}
    return render(request, "experiments/log/edit.html", told(request, context), status=422 if form.is_bound else 200)


@require_safe
@allow("experiment.log")
def picture(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Hand the picture of a post over. It can show anybody, so it is for those who may see people."""
    found = get_object_or_404(LogPost, experiment=pk, pk=post, removed_at=None)
    data = pictures.read(found)
    if data is None:
        raise Http404
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=found.picture_type, headers=headers)


@require_POST
@allow("experiment.log")
def keep(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep what is being written; the page sends it now and then."""
    actions.keep(one(pk), request.POST.get("text", ""), by=request.member)
    return HttpResponse(status=204)


@require_POST
@allow("experiment.comment")
def take_back(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Take back what one wrote; Undo brings it back."""
    mine = _mine(request, pk, post)
    actions.take_back(mine, by=request.member)
    undo = reverse("experiments:put_back_post", args=[request.organization.slug, pk, post])
    messages.success(request, _("It is taken back. Comments below it stay."), extra_tags=undo)
    return _to(request, mine)


@require_POST
@allow("experiment.comment")
def put_back(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Undo a taking back."""
    mine = _mine(request, pk, post)
    actions.put_back(mine, by=request.member)
    messages.success(request, _("It is there again."))
    return _to(request, mine)


@require_safe
@allow("experiment.view")
def before(request: OrgRequest, pk: UUID, post: UUID) -> HttpResponse:
    """Show how a post read before it was edited."""
    found = get_object_or_404(LogPost.objects.select_related("experiment"), experiment=pk, pk=post, removed_at=None)
    versions = [{"until": was.until, "text": names.read(request, was.text)} for was in found.before.order_by("-pk")]
    now = names.read(request, found.text)
    context = {"experiment": found.experiment, "post": found, "now": now, "versions": versions}
    return render(request, "experiments/log/before.html", told(request, context))


@require_POST
@allow("experiment.comment")
def follow(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hear of what is posted from now on."""
    actions.follow(one(pk), by=request.member)
    messages.success(
        request, _("You follow it now: by the bell, and in the mail that you chose on the page of notices.")
    )
    return HttpResponseRedirect(f"{_page(request, pk)}#log", status=303)


@require_POST
@allow("experiment.comment")
def unfollow(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hear no more of it."""
    actions.unfollow(one(pk), by=request.member)
    messages.success(request, _("You follow it no more."))
    return HttpResponseRedirect(f"{_page(request, pk)}#log", status=303)


@require_safe
@allow("experiment.view")
def new(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Give what others posted after the newest that a page has: one statement when there is nothing."""
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        after = pk
    since = LogPost.objects.filter(experiment=OuterRef("pk"), pk__gt=after, removed_at=None)
    fresh = since.exclude(author=request.member.pk).order_by("pk").values("pk")
    rows = Experiment.objects.select_related("coach").annotate(fresh=ArraySubquery(fresh))
    experiment = get_object_or_404(rows, pk=pk)
    keys = getattr(experiment, "fresh", [])
    if not keys:
        return HttpResponse(status=204)
    latest = LogPost.objects.filter(pk__in=keys).select_related("author").order_by("pk")
    posts = list(figures.with_figures(latest))
    alone = [entries(request, experiment, [_alone(each)])[0] for each in posts]
    may_comment = may(request, "experiment.comment")
    context = {"experiment": experiment, "entries": alone, "newest": posts[-1].pk, "may_comment": may_comment}
    context["may_log"] = may(request, "experiment.log")
    return render(request, "experiments/log/new.html", told(request, context))


def _alone(post: LogPost) -> LogPost:
    post.parent_id = None
    return post


def _mine(request: OrgRequest, pk: UUID, post: UUID) -> LogPost:
    found = LogPost.objects.select_related("experiment").filter(experiment=pk, author=request.member, pk=post).first()
    # A comment needs less of a right than a post.
    if found is None or (not found.thread_id and not may(request, "experiment.log")):
        raise Http404
    return found


def _again(request: OrgRequest, pk: UUID, over: dict[str, object]) -> HttpResponse:
    """Show the page once more with everything typed, and what is missing."""
    context = shown.page(request, whole(pk))
    context["log"] |= over
    return render(request, "experiments/experiment.html", context, status=422)


def _say_who_left(request: OrgRequest, who: Called) -> None:
    for member in who.left:
        messages.warning(request, _("%s no longer belongs to this group, so nobody was told.") % member)


def _page(request: OrgRequest, pk: UUID) -> str:
    return reverse("experiments:experiment", args=[request.organization.slug, pk])


def _to(request: OrgRequest, post: LogPost) -> HttpResponse:
    return HttpResponseRedirect(f"{_page(request, post.experiment_id)}#post-{post.pk}", status=303)
