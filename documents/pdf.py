"""PDF by typst: tagged, with the words of every picture. What is typed by people is data there, and never markup."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

# Its checks refuse a page without a title and a picture without its words.
_STANDARD: Final = "ua-1"


def compiled(template: Path, told: Mapping[str, Any]) -> bytes:
    """Return the PDF of a template that reads `told` as `json(bytes(sys.inputs.told))`.

    Takes a processor for about a second and some hundred megabytes: in a worker or a command, never while a page waits.
    """
    made = typst.compile(_text(template), sys_inputs={"told": json.dumps(told)}, pdf_standards=[_STANDARD])
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


@lru_cache(maxsize=16)
def _text(template: Path) -> bytes:
    return template.read_bytes()
