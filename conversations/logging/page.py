"""What the page of the log shows: the form, the last few people, where somebody stands, and what the story offers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from conversations.logging import known, offers, standing
from conversations.logging.forms import LogForm
from conversations.models import Conversation
from members.models import Member
from members.requests import OrgRequest

# Those by which most talks happen stand open, the others behind "More".
_USUAL = (Conversation.Kind.IN_PERSON, Conversation.Kind.PHONE, Conversation.Kind.TEXT)
READERS = {
    Conversation.ReadBy.ORGANIZERS: _("Organizers who see this person, directors and owners can read this."),
    Conversation.ReadBy.DIRECTORS: _("Directors and owners can read this, and you."),
    Conversation.ReadBy.AUTHOR: _("Only you can read this. Nobody else, not even an owner; searches do not find it."),
}
# So many themes stand open; the others are a tap away.
THEMES = 8
_MOST_SENTENCES = 12


class Choice(NamedTuple):
    """A box to tick, and whether it is."""

    value: Any
    is_on: bool


def context(form: LogForm, *, looks: bool = False, errors: Any = None) -> dict[str, Any]:
    """Return the context of the page; `looks`: somebody asked what fits the story as far as it is written."""
    request, story = form.request, str(form["story"].value() or "")
    here = form.members if form.is_bound else known.chosen(_keys(form, "member"), request)
    line = standing.line_of(here[0]) if len(here) == 1 else None
    shown = [*here, *(each for each in known.last_few(request) if each not in here)]
    found = list(_offers(form, story, line, here)) if looks else None
    themes = _themes(form, {offer.value for offer, _is_on in found or []})
    return {
        "form": form,
        "errors": errors,
        "people": [Choice(member, member in here) for member in shown],
        "line": line,
        "usual": _kinds(usual=True),
        "others": _kinds(usual=False),
        "readers": [(each.value, each.label, READERS[each]) for each in Conversation.ReadBy],
        "themes": themes[:THEMES],
        "more_themes": themes[THEMES:],
        "offers": found,
        "sentences": offers.sentences(story)[:_MOST_SENTENCES],
        "advice": request.organization.do_not_write,
    }


def _kinds(*, usual: bool) -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in Conversation.Kind if (kind in _USUAL) is usual]


def _themes(form: LogForm, offered: set[str]) -> list[Choice]:
    """List the themes that the story does not offer, those that are chosen first."""
    on = {str(key) for key in form["theme"].value() or []}
    return sorted(
        (Choice(theme, str(theme.pk) in on) for theme in form.themes if str(theme.pk) not in offered),
        key=lambda each: not each.is_on,
    )


def _offers(form: LogForm, story: str, line: standing.Line | None, here: Sequence[Member]) -> list[tuple[Any, bool]]:
    """Gather what the story offers, and what of it was taken already."""
    on = {name: {str(each) for each in form[name].value() or []} for name in ("theme", "take", "member")}
    found = [
        *offers.of_themes(story, form.words),
        *offers.of_people(story, known.within_reach(form.request), here),
        *offers.of_level(story, line),
        *offers.of_days(story, form.today),
    ]
    return [(each, each.value in on[each.field]) for each in found[: offers.MOST]]


def _keys(form: LogForm, name: str) -> list[Any]:
    return form.fields[name].clean(form[name].value())  # type: ignore[no-any-return]


def about(request: OrgRequest, form: LogForm) -> LogForm:
    """Return the same form with all that was typed and no word of what is missing; a typed name counts if it fits one."""
    sent: Any = form.data
    initial: dict[str, Any] = {
        name: sent.getlist(name) if name in ("member", "theme", "take") else sent.get(name) for name in form.fields
    }
    form.is_valid()
    if form.members:
        initial["member"] = [str(member.pk) for member in form.members]
        initial["person"] = "" if not form.which else initial["person"]
    return LogForm(request=request, initial=initial)
