"""Writing a file beside an experiment or a post: it is there if what it belongs to is, and not without it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from experiments.papers.sniffing import NotTaken
from members.exporting import files

FOLDER = "experiments"


@contextmanager
def written(data: bytes) -> Iterator[str]:
    """Write a file and give its key; it goes again when what is done with it fails. Raises NotTaken without room for it."""
    key = files.new_key(FOLDER)
    try:
        if len(data) > files.room():
            raise files.NoRoom
        files.made(key).write_bytes(data)
        yield key
    except OSError as trouble:
        files.delete(key)
        if trouble.errno != errno.ENOSPC:
            raise
        raise NotTaken(files.no_room()) from trouble
    except BaseException:
        files.delete(key)
        raise
