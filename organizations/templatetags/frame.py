"""Tags that every page uses: icons, level badges, avatars, form inputs."""

from functools import cache
from typing import Protocol

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    FileInput,
    RadioSelect,
)
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from lucide.templatetags.lucide import lucide

register = template.Library()

_UNBOXED = (
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    FileInput,
    ClearableFileInput,
)
_RAMPS = {
    3: ("1", "3", "5"),
    4: ("1", "2h", "3h", "5"),
    5: ("1", "2", "3", "4", "5"),
    6: ("1", "2", "2h", "3h", "4", "5"),
    7: ("1", "1h", "2h", "3", "3h", "4h", "5"),
}
# The glyph has five rungs and the ramp five colours unless a class says otherwise.
_USUAL = 5
_PLACES = {"unsure": _("Not sure yet"), "quiet": _("Gone quiet"), "off": _("In touch")}
# Lucide has no ladder; this one follows its grid and stroke. Its flask has three times the weight, on every page.
_OURS = {
    "ladder": "M7 3v18 M17 3v18 M7 7h10 M7 12h10 M7 17h10",
    "flask": "M8 3h8 M10 3v6L4 21h16L14 9V3",
}


class Rung(Protocol):
    """What a badge needs to know of a level."""

    position: int
    name: str


@register.simple_tag
@cache
def icon(name: str, css: str = "i") -> str:
    """Draw an icon beside a word; it says nothing by itself, so readers skip it. Drawn once: a page has a dozen."""
    if name in _OURS:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
            'stroke-linecap="round" aria-hidden="true"><path d="{}"/></svg>',
            css,
            _OURS[name],
        )
    return lucide(name, size=20, stroke_width="1.75", aria_hidden="true", **{"class": css})


@register.simple_tag
def icon_sheet(*names: str) -> str:
    """Draw icons once, unseen, for `icon_again`: a long table repeats them in every row, and each drawing has weight."""
    drawn = ((name, lucide(name, size=24, stroke_width="1.75")) for name in names)
    symbols = format_html_join("", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', drawn)
    return format_html("<svg hidden>{}</svg>", symbols)


@register.simple_tag
@cache
def icon_again(name: str) -> str:
    """Show an icon of this page's `icon_sheet`."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


def ramp(level: Rung | int, of: int = _USUAL) -> str:
    """Name the colour token of a level: what the group chose, or its step of the one ramp that ladders share.

    A bare number is a level of which nothing else is known.
    """
    position, chosen = (level, "") if isinstance(level, int) else (level.position, getattr(level, "color", ""))
    steps = _RAMPS[min(max(of, 3), 7)]
    return f"l{chosen or steps[min(max(position, 1), len(steps)) - 1]}"


def level_classes(level: Rung | int, of: int = _USUAL) -> str:
    """Name the classes of a level: rungs lit, rungs in all, colour."""
    of = min(max(of, 3), 7)
    lit = min(max(level if isinstance(level, int) else level.position, 1), of)
    color = ramp(level, of)
    return f"l{lit}" if of == _USUAL and color == f"l{lit}" else f"l{lit} of-{of} c{color[1:]}"


@register.simple_tag
def level_badge(
    level: Rung | None,
    *,
    place: str = "level",
    of: int = _USUAL,
    short: bool = False,
    css: str = "",
) -> SafeString:
    """Show where someone stands: a level, or one of the places that is none. The only way a level is shown.

    Drawn here and not by a template: a list of people shows a hundred.
    """
    if level is None:
        place = place if place in _PLACES else "off"
        classes = f"l0 {place} {css}".strip()
        return format_html('<span class="lv {}"><span>{}</span></span>', classes, _PLACES[place])
    return format_html(
        '<span class="lv {}"><span><span class="sr">{} </span>{}</span></span>',
        f"{level_classes(level, of)} {css}".strip(),
        gettext("Level"),
        str(level.position) if short else f"{level.position} {level.name}",
    )


@register.simple_tag
def level_class(level: Rung | int, of: int = _USUAL) -> str:
    """Give the classes alone, for a bar or a point on a time line in the colour of a level, or of a number."""
    return level_classes(level, of)


@register.filter
def initials(name: str) -> str:
    """Shorten a name to its first and last letter, as an avatar shows it."""
    words = [word for word in str(name).split() if word[0].isalnum()] or [str(name)]
    return "".join(word[:1] for word in dict.fromkeys((words[0], words[-1]))).upper()


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """Render a form's input with the look of an input, and linked to its hint and its error."""
    widget = field.field.widget
    if isinstance(widget, _UNBOXED):
        return field.as_widget()
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} in".strip()}
    # What is typed in one group must not be offered by the browser in another; fields of signing in say otherwise.
    attrs["autocomplete"] = widget.attrs.get("autocomplete", "off")
    # A placeholder that repeats the label tells nothing, and looks as if the field were filled in.
    if str(field.label).lower() in str(widget.attrs.get("placeholder", "")).lower():
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)
