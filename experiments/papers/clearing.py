"""Throwing away files that no page names: those whose writer was stopped before the row was there."""

import time
from datetime import timedelta

from experiments.models import Document, LogPost, Revision
from experiments.papers.keeping import FOLDER
from members.exporting import files

# A file that is being added has no row yet.
KEPT = timedelta(days=1)


def clear() -> None:
    """Called every night, inside each organization. What an older page names stays: it comes back with that page."""
    folder = files.path(files.new_key(FOLDER)).parent
    if not folder.is_dir():
        return
    before = time.time() - KEPT.total_seconds()
    old = {place.name for place in folder.iterdir() if place.is_file() and place.stat().st_mtime < before}
    papers = Document.objects.exclude(stored_as="").values_list("stored_as", flat=True)
    pictures = LogPost.objects.exclude(picture="").values_list("picture", flat=True)
    for name in old - {key.rpartition("/")[2] for key in (*papers, *pictures)}:
        if not Revision.objects.filter(content__documents__icontains=name).exists():
            (folder / name).unlink(missing_ok=True)
