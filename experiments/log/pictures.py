"""The picture of a post: kept like a file beside an experiment, without what a phone writes into it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from experiments.log.forms import PostForm
from experiments.models import LogPost
from experiments.papers.cleaning import cleaned
from experiments.papers.keeping import written
from experiments.papers.sniffing import NotTaken, kind_of
from members.exporting import files

KINDS = ("image/png", "image/jpeg")


@contextmanager
def of(form: PostForm, *, drop: bool = False, on: LogPost | None = None) -> Iterator[dict[str, str]]:
    """Give the columns of a post that a form fills: a new picture takes the place of an old one. Raises NotTaken.

    The new file goes again when the post is not kept after all. Comments have no picture.
    """
    if on and on.thread_id:
        yield {}
        return
    shows = {"picture_shows": form.cleaned_data["picture_shows"]}
    if not (file := form.cleaned_data["picture"]):
        yield {"picture": "", "picture_type": "", "picture_shows": ""} if drop else shows
        return
    data = file.read()
    kind = kind_of(data)
    if kind not in KINDS:
        raise NotTaken(_("Choose a picture: PNG or JPEG. Other files go among the documents of the experiment."))
    with written(cleaned(data, kind)) as key:
        yield {"picture": key, "picture_type": kind} | shows


def read(post: LogPost) -> bytes | None:
    """Return the picture of a post, if it is there."""
    place = files.path(post.picture)
    return place.read_bytes() if post.picture and place.is_file() else None
