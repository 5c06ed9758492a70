"""Which letters can be printed: those of the Latin font that comes along, and of every font found by a setting."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fontTools.ttLib import TTFont, TTLibError

OUR_FONTS = Path(__file__).parent / "fonts"
# What shapes and parts text without being seen needs no font.
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
# How scripts are called that have no one word in Unicode's own names.
_CALLED = {
    "CJK": gettext_lazy("Chinese"),
    "HIRAGANA": gettext_lazy("Japanese"),
    "KATAKANA": gettext_lazy("Japanese"),
    "HANGUL": gettext_lazy("Korean"),
}
# Marks, arrows, signs, pictures: no script, so what is missing has no better name.
_SIGNS = frozenset(("So", "Sm", "Sk", "Sc", "Po", "Pd", "Ps", "Pe", "Pi", "Pf"))


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts of paper, ours first. Those of the machine only where the setting names their folder."""
    folders = [str(OUR_FONTS), *(each for each in settings.PDF_FONT_DIRS if Path(each).is_dir())]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


def unprintable(text: str) -> set[str]:
    """Return the letters that no font here has."""
    wanted = frozenset(text) - _latin()
    return {letter for letter in wanted if unicodedata.category(letter) not in _UNSEEN and not has(letter)}


def called(letters: Iterable[str]) -> list[str]:
    """Name the scripts of letters in words, each once."""
    return sorted({_script(letter) for letter in letters})


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if unicodedata.category(letter) in _SIGNS or not name:
        return _("some signs")
    first = name.split()[0]
    return str(_CALLED.get(first, first.title()))


@lru_cache(maxsize=4096)
def has(letter: str) -> bool:
    """Tell whether any font here has a letter."""
    return any(ord(letter) in _letters(path, index) for path, index in files())


@lru_cache(maxsize=1)
def files() -> tuple[tuple[str, int], ...]:
    """List the font files to look into: one of each family, for its weights have the same letters."""
    families = {font.family: (font.path, font.index) for font in fonts().fonts() if font.path}
    return tuple((path, index) for path, index in families.values() if path)


@lru_cache(maxsize=1)
def _latin() -> frozenset[str]:
    return frozenset(map(chr, _letters(str(OUR_FONTS / "HankenGrotesk-Regular.ttf"), 0)))


@lru_cache(maxsize=512)
def _letters(path: str, index: int) -> frozenset[int]:
    """Return the code points of one font; a file that is broken has none."""
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()
