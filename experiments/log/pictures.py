"""The picture of a post: kept like a file beside an experiment, without what a phone writes into it."""

from django.utils.translation import gettext as _

from experiments.log.forms import PostForm
from experiments.models import LogPost
from experiments.papers.actions import FOLDER
from experiments.papers.cleaning import cleaned
from experiments.papers.sniffing import NotTaken, kind_of
from members.exporting import files

KINDS = ("image/png", "image/jpeg")


def kept(data: bytes) -> dict[str, str]:
    """Write a picture to its place; return the columns of the post that name it. Raises NotTaken."""
    kind = kind_of(data)
    if kind not in KINDS:
        raise NotTaken(_("Choose a picture: PNG or JPEG. Other files go among the documents of the experiment."))
    fine = cleaned(data, kind)
    key = files.new_key(FOLDER)
    files.made(key).write_bytes(fine)
    return {"picture": key, "picture_type": kind}


def of(form: PostForm, *, drop: bool = False) -> dict[str, str]:
    """Return the columns of a post that a form fills: a new picture takes the place of an old one. Raises NotTaken."""
    shows = {"picture_shows": form.cleaned_data["picture_shows"]}
    if file := form.cleaned_data["picture"]:
        return kept(file.read()) | shows
    return {"picture": "", "picture_type": "", "picture_shows": ""} if drop else shows


def read(post: LogPost) -> bytes | None:
    """Return the picture of a post, if it is there."""
    place = files.path(post.picture)
    return place.read_bytes() if post.picture and place.is_file() else None
