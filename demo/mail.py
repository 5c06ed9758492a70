"""The mail that a demo has "sent": Django writes it into files, and the newest of them can be read on a page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from os import DirEntry, scandir
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

MOST = 100
# What Django's backend writes below each message. One file can hold several.
_BELOW = b"\n" + b"-" * 79 + b"\n"


class Mail(NamedTuple):
    """One message, as far as it can be read."""

    key: str
    to: str
    subject: str
    sent_at: datetime
    text: str
    html: str

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - self.sent_at < timedelta(minutes=1)


def newest(folder: Path) -> list[Mail]:
    """Read the newest mails, newest first."""
    found: list[Mail] = []
    for file in sorted(_files(folder), key=_age):
        found += _in_file(file)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _files(folder: Path) -> list[DirEntry[str]]:
    try:
        with scandir(folder) as entries:
            return [entry for entry in entries if entry.name.endswith(".log") and entry.is_file()]
    except FileNotFoundError:  # nothing was sent yet
        return []


def _age(file: DirEntry[str]) -> tuple[int, str]:
    return (-file.stat().st_mtime_ns, file.name)


def _in_file(file: DirEntry[str]) -> Iterator[Mail]:
    """Give the messages of one file, the last written first."""
    try:
        written = Path(file.path).read_bytes()
    except OSError:  # taken away while we were looking
        return
    messages = [part for part in written.split(_BELOW) if part.strip()]
    for position in reversed(range(len(messages))):
        yield _read(
            f"{Path(file.name).stem}-{position}", messages[position], datetime.fromtimestamp(file.stat().st_mtime, UTC)
        )


def _read(key: str, written: bytes, written_at: datetime) -> Mail:
    """Read one message. What is broken in it stays empty: a page of mails does not fail for one of them."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(written)
    return Mail(
        key=key,
        to=_header(message, "To"),
        subject=_header(message, "Subject"),
        sent_at=_sent_at(message) or written_at,
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError):  # what Python's parser makes of hostile headers
        return ""


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(_header(message, "Date"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _body(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part else ""
    except (MessageError, LookupError, ValueError, AttributeError):  # an unknown character set, a cut message
        return ""
