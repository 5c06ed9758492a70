"""What an answer says, whatever it is made of: pages, spreadsheets, papers."""

import zipfile
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def said(answer: Any) -> str:
    """Return headers and words of an answer, in small letters."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    return f"{headers}\n{cookies}\n{words(answer.content)}".lower()


def words(content: bytes) -> str:
    """Unpack what is packed."""
    if content.startswith(b"PK") and zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    if content.startswith(b"%PDF-") and len(content) > 100:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode(errors="replace")
