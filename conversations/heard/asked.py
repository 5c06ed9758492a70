"""What the page of conversations is asked for: by its address, but for words, which stand in the session."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.heard.searching import matching
from conversations.models import Conversation, ConversationTheme, Participant, Prompt, PromptAnswer, Theme
from members import choices, search
from members.models import Belonging, Member
from members.requests import OrgRequest

SEARCH = "search"
REACHED, TRIED = "talked", "tried"
HERE, BY_LIST = "here", "list"
_ANY = ("", gettext_lazy("Any"))


class HeardForm(forms.Form):
    """How the conversations are narrowed down. What means nothing here is said and left out."""

    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    prompt = forms.ChoiceField(label=gettext_lazy("Question"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=[_ANY, *Conversation.Kind.choices])
    outcome = forms.ChoiceField(
        label=gettext_lazy("How it went"),
        required=False,
        choices=[_ANY, (REACHED, gettext_lazy("Talked")), (TRIED, gettext_lazy("Tried"))],
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Where it came from"),
        required=False,
        choices=[_ANY, (HERE, gettext_lazy("Written down here")), (BY_LIST, gettext_lazy("Came by a list"))],
    )
    by = forms.ChoiceField(label=gettext_lazy("Who heard it"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Where people belong"), required=False)
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, request: OrgRequest) -> None:
        super().__init__(request.GET)
        offered = _offered(_key(request.GET.get("theme", "")))
        self._choose("theme", offered["theme"])
        self._choose("prompt", offered["prompt"])
        self._choose("by", offered["by"])
        self._choose("unit", choices.load(request).unit_options())

    def _choose(self, name: str, found: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [_ANY, *found]
        field.error_messages["invalid_choice"] = _("This is not on offer any more. Choose again.")

    def word(self, name: str) -> str:
        """Write what a field is asked for as people read it."""
        value = self.cleaned_data[name]
        if isinstance(value, date):
            return date_format(value, "M j, Y")
        field: Any = self.fields[name]
        return str(dict(field.choices)[value]).strip()


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _offered(theme: UUID | None) -> dict[str, list[tuple[str, str]]]:
    """Return themes, questions and who has logged anything, in one statement.

    `theme`: asked for by the address. It may be one that was put away since, or put into another one: it is read still.
    """
    themes = Theme.objects.filter(Q(put_away_at=None, merged_into=None) | Q(pk=theme))
    wrote = Conversation.objects.kept().filter(author=OuterRef("pk"))
    named = Coalesce(NullIf("name", Value("")), "preferred_name", output_field=CharField())
    parts = [
        _rows("theme", themes, Cast("name", CharField())),
        _rows("prompt", Prompt.objects.asked(), Cast("text", CharField())),
        _rows("by", Member.objects.filter(Exists(wrote), erased_at=None), named),
    ]
    found: dict[str, list[tuple[str, str]]] = {"theme": [], "prompt": [], "by": []}
    for what, pk, label in parts[0].union(*parts[1:], all=True).order_by("what", "label", "key"):
        found[what].append((str(pk), label))
    return found


def _rows(what: str, found: QuerySet[Any], label: Any) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = found.order_by().annotate(what=Value(what), key=Cast("pk", CharField()), label=label)
    return named.values_list("what", "key", "label")


@dataclass
class Asked:
    """The conversations that an address asks for, out of those that the reader may know of."""

    request: OrgRequest

    def __post_init__(self) -> None:
        self.form = HeardForm(self.request)
        self.form.is_valid()
        self.given: dict[str, Any] = {name: value for name, value in self.form.cleaned_data.items() if value}
        self.words = search.recall(self.request.session, self.request.GET.get(SEARCH, ""))

    @property
    def is_anything(self) -> bool:
        return bool(self.given or self.words)

    def found(self) -> QuerySet[Any]:
        """Return them, the latest first. What hangs on words is found by those alone who may read them."""
        seen: QuerySet[Any] = Conversation.objects.seen_by(self.request.roles, self.request.member).in_earnest()
        for name, value in self.given.items():
            seen = seen.filter(getattr(self, f"_{name}")(value))
        if self.words:
            seen = seen.filter(matching(self.words), is_readable=True)
        return seen.order_by("-on", "-created_at", "-pk")

    def chips(self) -> list[dict[str, str]]:
        """Name each thing asked for, with the address without it."""
        said = [(name, f"{self.form.fields[name].label}: {self.form.word(name)}") for name in self.given]
        if self.words:
            said.insert(0, (SEARCH, _("Words: %s") % self.words))
        return [{"label": label, "url": f"?{self._without(name)}"} for name, label in said]

    def _without(self, name: str) -> str:
        query = self.request.GET
        return urlencode([(key, query[key]) for key in query if key not in (name, "page") and query[key]])

    def _theme(self, value: str) -> Q:
        here = Q(theme=UUID(value)) | Q(theme__merged=UUID(value))
        raised = ConversationTheme.objects.filter(here, conversation=OuterRef("pk"))
        return Q(Exists(raised), is_readable=True)

    def _prompt(self, value: str) -> Q:
        answers = PromptAnswer.objects.filter(conversation=OuterRef("pk"), prompt=UUID(value))
        return Q(Exists(answers), is_readable=True)

    def _kind(self, value: str) -> Q:
        return Q(kind=value)

    def _outcome(self, value: str) -> Q:
        reached = Q(outcome=Conversation.Outcome.REACHED)
        return reached if value == REACHED else ~reached

    def _source(self, value: str) -> Q:
        by_list = Q(source=Conversation.Source.IMPORT)
        return by_list if value == BY_LIST else ~by_list

    def _by(self, value: str) -> Q:
        return Q(author=UUID(value))

    def _unit(self, value: str) -> Q:
        below = choices.load(self.request).units[UUID(value)].with_all_below()
        people = Belonging.objects.filter(unit__in=below).values("member")
        return Q(Exists(Participant.objects.filter(conversation=OuterRef("pk"), member__in=people)))

    def _since(self, value: date) -> Q:
        return Q(on__gte=value)

    def _until(self, value: date) -> Q:
        return Q(on__lt=value + timedelta(days=1)) if value < date.max else Q()
