"""The form of the log. Only the person and the story are asked for; what else is left open never stands in the way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.logging import known, offers, standing
from conversations.logging.newcomer import Newcomer, here_already, point_of
from conversations.models import LONGEST_STORY, Conversation, Prompt, Theme
from conversations.prompts import MOST_PROMPTS, offered
from conversations.themes.words import Word, words
from members.models import Member
from members.requests import OrgRequest

_DAY = {"invalid": gettext_lazy("Choose a day, as 2026-03-14.")}
_MOST_PEOPLE = 30
_REPLY = "answer-"


class Keys(forms.Field):
    """Ids from checkboxes of one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[UUID]:
        try:
            return list(dict.fromkeys(map(UUID, value or [])))
        except ValueError:
            raise ValidationError(_("The page did not arrive whole. Please choose again.")) from None


class Texts(forms.Field):
    """Plain words from checkboxes of one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        return list(value or [])


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day() -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, error_messages=_DAY)


def _line(label: Any, longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=longest, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class LogForm(forms.Form):
    """`request` says who logs, and whom they may see. `which`: whom a typed name could mean, when that has to be asked."""

    person = _line(gettext_lazy("Who did you talk with?"))
    member = Keys(required=False)
    given_name = _line(gettext_lazy("Name; the first name is enough"), 150)
    reach = forms.CharField(label=gettext_lazy("Phone or e-mail"), required=False, max_length=254)
    anyway = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=Conversation.Kind, required=False)
    on = _day()
    story = forms.CharField(
        label=gettext_lazy("What did you hear?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    read_by = forms.ChoiceField(choices=Conversation.ReadBy, required=False)
    theme = Keys(required=False)
    theme_other = _line(gettext_lazy("Another theme"), 60)
    level_of = forms.UUIDField(required=False, widget=forms.HiddenInput)
    level_word = forms.ChoiceField(
        choices=[(each, each) for each in (standing.STILL, standing.CHANGED, standing.UNSURE)], required=False
    )
    level = forms.UUIDField(required=False)
    # Where they stood when the page was shown.
    level_was = forms.UUIDField(required=False, widget=forms.HiddenInput)
    sentence = forms.CharField(required=False, max_length=4000)
    evidence = _line(gettext_lazy("Or say it in a line"), 1000)
    look_on = _day()
    said_yes = _line(gettext_lazy("Said yes to"))
    said_yes_by = _day()
    owe = _line(gettext_lazy("I owe"))
    owe_by = _day()
    take = Texts(required=False)
    draft_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, request: OrgRequest, initial: dict[str, Any] | None = None) -> None:
        self.request, self.today = request, request.organization.today()
        usual = {"kind": "in_person", "on": self.today, "read_by": "organizers", "draft_key": uuid4()}
        super().__init__(data, initial={**usual, **(initial or {})})
        self.which: Sequence[Member] = []
        self.members: list[Member] = []
        self.newcomer: Newcomer | None = None
        self.fields["on"].widget.attrs["max"] = self.today.isoformat()
        for prompt in self.prompts:
            widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
            answer = forms.CharField(label=prompt.text, required=False, max_length=4000, widget=widget)
            self.fields[f"{_REPLY}{prompt.pk}"] = answer

    @cached_property
    def words(self) -> list[Word]:
        """The group's names for themes."""
        return words()

    @cached_property
    def themes(self) -> list[Theme]:
        return sorted({word.theme.pk: word.theme for word in self.words}.values(), key=lambda theme: theme.folded)

    @cached_property
    def prompts(self) -> list[Prompt]:
        """What the group asks these days; and what it asked when the page was opened, if that has an answer here."""
        today = offered(self.today)[:MOST_PROMPTS]
        said = (name.removeprefix(_REPLY) for name in self.data if name.startswith(_REPLY) and self.data.get(name))
        left = {key for key in map(_key, said) if key} - {prompt.pk for prompt in today}
        return [*today, *Prompt.objects.filter(pk__in=left).order_by("position", "pk")] if left else today

    def replies(self) -> list[forms.BoundField]:
        return [self[f"{_REPLY}{prompt.pk}"] for prompt in self.prompts]

    def clean_on(self) -> Any:
        if (on := self.cleaned_data["on"]) and on > self.today:
            raise ValidationError(_("Choose today or a day before: this has not happened yet."))
        return on or self.today

    def clean_story(self) -> str:
        # A browser sends two signs for the end of a line, and the limit counts one.
        story = self.cleaned_data["story"].replace("\r\n", "\n").replace("\0", "").strip()
        if not story:
            raise ValidationError(_("Write what you heard, a line is enough."))
        if len(story) > LONGEST_STORY:
            says = {"most": LONGEST_STORY, "n": len(story)}
            raise ValidationError(_("A story has %(most)d characters at most, and this one has %(n)d.") % says)
        return str(story)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        try:
            self._find(data)
        except ValidationError as error:
            self.add_error("person", error)
        if not set(data.get("theme", [])) <= {theme.pk for theme in self.themes} | self._themes_of_old(data):
            self.add_error("theme", _("One of these themes is not this group’s. Choose again."))
        self._ask_what_was_promised(data)
        return data

    def answers(self) -> dict[Prompt, str]:
        return {prompt: self.cleaned_data[f"{_REPLY}{prompt.pk}"] for prompt in self.prompts}

    def taken(self) -> offers.Taken:
        """Return what was taken of what the story offered."""
        return offers.taken(self.cleaned_data["take"], self.cleaned_data["story"], self.today)

    def _ask_what_was_promised(self, data: dict[str, Any]) -> None:
        """Ask, where few may read the note: a promise is read by who does it, and takes none of its sentences along."""
        if data.get("read_by", "") in ("", Conversation.ReadBy.ORGANIZERS) or not {"story", "take"} <= set(data):
            return
        taken = self.taken()
        for name, promise in (("said_yes", taken.said_yes), ("owe", taken.owe)):
            if promise and name in data and not data[name].strip():
                self.add_error(name, _("Few may read this note. Say in a few words of your own what it was."))

    def _find(self, data: dict[str, Any]) -> None:
        """Find everyone it is about; ValidationError asks about who cannot be told."""
        keys = data.get("member", [])
        self.members = known.chosen(keys, self.request)
        if len(self.members) < len(keys) and not self._are_merged(keys):
            raise ValidationError(_("Somebody chosen here is not on file any more, or not among your people."))
        typed, name = data.get("person", "").strip(), data.get("given_name", "").strip()
        # A name that was carried over into "someone new" is a question as long as nothing was said there.
        if name and (data.get("reach") or name != typed):
            self._welcome(name, data)
        elif typed and not any(known.begins(member, typed) for member in self.members):
            self._look_up(typed)
        if not self.members and self.newcomer is None:
            raise ValidationError(_("Say whom you talked with."))
        if len(self.members) > _MOST_PEOPLE:
            raise ValidationError(_("At most %d people at once. Log the others in a second one.") % _MOST_PEOPLE)

    def _look_up(self, typed: str) -> None:
        found = known.whom(typed, self.request)
        if len(found) == 1:
            self.members.append(found[0])
            return
        self.which = found
        if found:
            raise ValidationError(_("Several people could be “%s”. Choose who it was.") % typed)
        # Carried over into "someone new", which opens with it.
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["given_name"] = typed
        self.data = data
        raise ValidationError(
            _("Nobody among the people you see is called “%s”. Write it otherwise, or add someone new.") % typed
        )

    def _welcome(self, name: str, data: dict[str, Any]) -> None:
        try:
            self.newcomer = Newcomer(
                name, point_of(data.get("reach", "").strip(), self.request.organization.phone_region)
            )
        except ValidationError as error:
            self.add_error("reach", error)
            return
        same = [] if data.get("anyway") or self._was_sent(data) else here_already(self.newcomer, self.request)
        if any(each in self.members for each in same):
            # It was asked, and somebody who is here already was chosen.
            self.newcomer = None
        elif same:
            self.which = same
            raise ValidationError(_("Somebody here is reached in the same way. Is it the same person?"))

    def _was_sent(self, data: dict[str, Any]) -> bool:
        """Whether this is the second of two clicks: the first has put the same person on file."""
        key = data.get("draft_key")
        return bool(key) and Conversation.objects.filter(draft_key=key, author=self.request.member).exists()

    def _are_merged(self, keys: Sequence[UUID]) -> bool:
        """Whether those who are fewer than the keys are so because two of them became one."""
        gone = Member.objects.filter(pk__in=keys, merged_into__in=[member.pk for member in self.members])
        return len(self.members) + gone.count() >= len(keys)

    def _themes_of_old(self, data: dict[str, Any]) -> set[UUID]:
        """Themes that were put away, or into others, while the page was open: they were chosen in earnest."""
        left = set(data.get("theme", [])) - {theme.pk for theme in self.themes}
        return set(Theme.objects.filter(pk__in=left).values_list("pk", flat=True)) if left else set()
