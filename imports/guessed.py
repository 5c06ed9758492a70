"""What a guess at a column rests on, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import dates, own_values
from imports.cleaning import PHONES
from imports.headers import IDENTITY, NOTED
from imports.models import ImportBatch
from imports.targets import ASIDE_KEYS, TALK_KEYS, squash

# So many values say of what kind they are.
FEW = 3
# What happens to the cells of a column on their way in.
HAPPENS: dict[str, str | Promise] = {
    "full_name": gettext_lazy("Is split into first and last name."),
    "email": gettext_lazy("Is checked, and finds people who are here already."),
    "external_id": gettext_lazy("Finds people who are here already."),
    "organizer": gettext_lazy("Has to be someone on staff."),
    "level": gettext_lazy("A number or a name; comes in as not yet reviewed."),
    "level_by": gettext_lazy("Has to be someone on staff."),
    "period_level": gettext_lazy("A level as of the time in the heading, so that moves can be seen."),
    **dict.fromkeys(ASIDE_KEYS, gettext_lazy("Is kept aside, closed, until there is a room for it.")),
    "team": gettext_lazy("Is kept aside, closed, until you hand it over to the teams; missing ones are begun."),
    "role": gettext_lazy("What they answer for in the team of the same row; kept aside until you hand it over."),
    "responsibility": gettext_lazy("Is kept aside, closed, until you hand it over to the responsibilities."),
    **dict.fromkeys(
        ["recruited_by", "coached_by"],
        gettext_lazy("Is kept aside, closed, until you hand it over to the people named."),
    ),
    **dict.fromkeys(
        TALK_KEYS, gettext_lazy("Is kept aside, closed, until you hand it over to the conversations of each person.")
    ),
    "attendance": gettext_lazy(
        "x, y, yes or 1 means that they came. Handed over with one click, after the list is in."
    ),
    "newfield": gettext_lazy("Becomes a field with this name."),
    "tag": gettext_lazy("Becomes a tag on everyone with a yes."),
    "tags": gettext_lazy("Each word becomes a tag."),
    **dict.fromkeys(PHONES, gettext_lazy("Is written in one form, and finds people who are here already.")),
    **dict.fromkeys(
        [f"consent_{what}" for what in ("call", "text", "email", "mail")],
        gettext_lazy("A no that we have is kept, whatever the list says."),
    ),
}


def why(batch: ImportBatch, at: int) -> str:
    """Say in one or two sentences why the column stands where it stands."""
    guesses = batch.layout.get("guessed", [])
    key, reason, *source = guesses[at] if at < len(guesses) else (None, "none")
    chosen = batch.mapping[at]
    if chosen == key and reason in _LEARNED:
        happens = HAPPENS.get(chosen.split(":")[0], "") if chosen else _("Left out.")
        return f"{_LEARNED[reason] % {'name': source[0]}} {happens}".strip()
    if chosen != key:
        return _("You chose this.")
    if chosen is None and NOTED.search(batch.headers[at]):
        return _("What was once noted of people stays out unless you choose otherwise.")
    if chosen is None:
        return str(_LEFT_OUT[reason == "header"])
    happens = str(HAPPENS.get(chosen.split(":")[0], ""))
    looks = _looks(batch, at) if chosen == "newfield" else ""
    return f"{_REASONS[reason]} {happens} {looks}".strip()


def _looks(batch: ImportBatch, at: int) -> str:
    """Say of what kind a new field could be. Not guessed: a code of digits is no number, and text keeps every cell."""
    values = [row[at] for row in batch.samples if at < len(row) and row[at].strip()]
    if len(values) < FEW or IDENTITY.search(squash(batch.headers[at])):
        return ""
    if all(dates.day(value, "mdy").value or dates.day(value, "dmy").value for value in values):
        return _("They look like dates: as a field of that kind they can be compared.")
    if all(own_values.number(value).value and not value.startswith("0") for value in values):
        return _("They look like numbers: as a field of that kind they can be compared.")
    return ""


_REASONS = {
    "header": gettext_lazy("Told by its heading."),
    "values": gettext_lazy("Told by what stands below it."),
    "none": gettext_lazy("We do not know this column."),
}
_LEARNED = {
    "like": gettext_lazy("As in “%(name)s”."),
    "before": gettext_lazy("From an earlier list, “%(name)s”."),
}
_LEFT_OUT = {
    True: gettext_lazy("Only says what kind of thing the next column is."),
    False: gettext_lazy("Empty in the whole list."),
}
