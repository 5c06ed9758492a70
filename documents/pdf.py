"""PDF by typst: tagged, with the words of every picture. What is typed by people is data there, and never markup."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from documents import scripts

# Its checks refuse a page without a title, a picture without its words, and a letter that no font has.
_STANDARD: Final = "ua-1"
# What stands for words that cannot be printed: a gap that one sees, and never a box.
_GAP: Final = "[…]"
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")


def compiled(template: Path, told: Mapping[str, Any]) -> bytes:
    """Return the PDF of a template that reads `told` as `json(bytes(sys.inputs.told))`.

    Words for which no font is here are left out, and `told.unprintable` says so; it is empty where all are printed.
    Takes a processor for about a second and some hundred megabytes: in a worker or a command, never while a page waits.
    """
    missing = scripts.unprintable("".join(_strings(told)))
    printable = _without(missing)
    inputs = {"told": json.dumps(_each(told, printable) | {"unprintable": _sentence(missing)})}
    made = typst.compile(
        _text(template),
        font_paths=scripts.fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=[_STANDARD],
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def _without(missing: set[str]) -> Callable[[str], str]:
    """Put each run of letters that cannot be printed into one gap."""
    if not missing:
        return _whole
    letters = "".join(re.escape(letter) for letter in sorted(missing))
    run = re.compile(f"[{letters}](?:[{letters}\\s]*[{letters}])?")
    return lambda text: run.sub(_GAP, _whole(text))


def _whole(text: str) -> str:
    """Write accents as part of their letter, which fonts have, and leave out what nobody sees: it confuses a reader."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """Change every string of nested plain values."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(each, change) for key, each in value.items()}
    return [_each(each, change) for each in value] if isinstance(value, list | tuple) else value


def _strings(value: Any) -> Iterator[str]:
    found: list[str] = []
    _each(value, lambda text: found.append(_whole(text)) or text)  # type: ignore[func-returns-value]
    return iter(found)


def _sentence(missing: set[str]) -> str:
    if not missing:
        return ""
    says = _("%(gap)s stands for words that could not be printed, as there is no font here for %(scripts)s.")
    return says % {"gap": _GAP, "scripts": get_text_list(scripts.called(missing), _("or"))}


@lru_cache(maxsize=16)
def _text(template: Path) -> bytes:
    return template.read_bytes()
