"""What a file is by its content. Its name and what a browser calls it are words of whoever sent it."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
MARKS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ARCHIVE = b"PK\x03\x04"
OFFICE = "application/vnd.openxmlformats-officedocument"
# What stands in the archive of an office file of each kind.
INSIDE = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/plain": "txt",
    INSIDE["word/document.xml"]: "docx",
    INSIDE["xl/workbook.xml"]: "xlsx",
    INSIDE["ppt/presentation.xml"]: "pptx",
}


class NotTaken(ValueError):
    """Why a file is not taken, and what to do, in a sentence."""


def kind_of(data: bytes) -> str:
    """Return the media type of what is taken here. Raises NotTaken for everything else."""
    if not data:
        raise NotTaken(_("This file is empty. Choose the one that has something in it."))
    if len(data) > MOST_BYTES:
        raise NotTaken(
            _("This file is larger than 20 MB. Put it where your group keeps large files, and add the link.")
        )
    found = next((kind for mark, kind in MARKS.items() if data.startswith(mark)), None)
    if found := found or _office(data) or _text(data):
        return found
    raise NotTaken(
        _("We take PDF, PNG and JPEG, Word, Excel and PowerPoint files, and plain text. Save it as one of these.")
    )


def _office(data: bytes) -> str | None:
    if not data.startswith(ARCHIVE):
        return None
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    # A file with macros runs whatever its writer wants.
    if any(name.endswith("vbaProject.bin") for name in names):
        raise NotTaken(_("This file has macros in it. Save it without them, as .docx, .xlsx or .pptx."))
    return next((kind for name, kind in INSIDE.items() if name in names), None)


def _text(data: bytes) -> str | None:
    if data.startswith(ARCHIVE):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return "text/plain" if "\0" not in text else None
