"""The library as a list: learnings and decisions together, the newest first, as the address asks for them."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.heard.searching import words_of
from experiments import names
from experiments.models import Answering, Decision, Learning
from experiments.models.searched import vector
from experiments.questions.tree import Tree
from experiments.searching.words import has_every, query
from experiments.telling import told
from members import search
from members.requests import OrgRequest
from organizations.access import may

A_PAGE, MOST_READ = 50, 500
SEARCH = "search"
_ANY = ("", gettext_lazy("Any"))
LEARNING, DECISION = "learning", "decision"
KINDS = [
    _ANY,
    (LEARNING, gettext_lazy("Learning")),
    *((str(value), label) for value, label in Decision.Kind.choices),
]


class LibraryForm(forms.Form):
    """How the library is narrowed down."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=KINDS)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    tag = forms.ChoiceField(label=gettext_lazy("Tag"), required=False)

    def __init__(self, data: Any, *, areas: list[str], tags: list[str]) -> None:
        super().__init__(data)
        for name, found in (("area", areas), ("tag", tags)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = [_ANY, *((one, one) for one in found)]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("This is not on offer any more. Choose again.")


class Library:
    """Reads the address; words that were typed stand in the session, as they may be names."""

    def __init__(self, request: OrgRequest) -> None:
        self.request, self.tree = request, Tree()
        areas, used = sorted({root.area for root in self.tree.roots if root.area}), tags()
        offered = set(names.nameless(request, [*areas, *used]))
        self.form = LibraryForm(
            request.GET,
            areas=[each for each in areas if each in offered],
            tags=[each for each in used if each in offered],
        )
        self.form.is_valid()
        self.key = request.GET.get(SEARCH, "")
        self.words = search.recall(request.session, self.key)
        self.wanted = {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.wanted)

    def page(self) -> Page[Any]:
        """Return one page of `(is_decision, row)`: the keys of both in one statement, then the rows of each."""
        kind = self.wanted.get("kind", "")
        learnings, decisions = self._narrow(Learning.objects.all()), self._narrow(Decision.objects.all())
        if kind:
            learnings = learnings if kind == LEARNING else learnings.none()
            decisions = decisions.none() if kind == LEARNING else decisions.filter(kind=kind)
        keys = _keys(learnings, LEARNING).union(_keys(decisions, DECISION), all=True).order_by("-on", "-pk")
        found = keys if not self.words or may(self.request, "member.view") else self._readable(keys)
        page = Paginator(found, A_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = rows(list(page.object_list))
        return page

    def _readable(self, keys: "QuerySet[Any, Any]") -> list[tuple[str, UUID, Any]]:
        """Keep those in which this reader reads the words: a name that is kept from them would be given away."""
        words, tag = words_of(self.words), self.words.lower().strip()
        found: list[tuple[bool, Any]] = told(self.request, rows(list(keys[:MOST_READ])))
        return [
            (DECISION if is_decision else LEARNING, row.pk, row.on)
            for is_decision, row in found
            if has_every(words, row.text) or tag in row.tags
        ]

    def _narrow(self, found: "QuerySet[Any]") -> "QuerySet[Any]":
        if "tag" in self.wanted:
            found = found.filter(tags__contains=[self.wanted["tag"]])
        if "area" in self.wanted:
            roots = [root for root in self.tree.roots if root.area == self.wanted["area"]]
            keys = [key for root in roots for key in self.tree.within(root)]
            found = found.filter(Exists(Answering.objects.filter(experiment=OuterRef("experiment"), question__in=keys)))
        if self.words:
            asked = query(self.words)
            fits = Q(pk__in=found.alias(words=vector("text")).filter(words=asked).values("pk")) if asked else Q(pk=None)
            found = found.filter(fits | Q(tags__contains=[self.words.lower().strip()]))
        return found


def _keys(found: "QuerySet[Any]", which: str) -> "QuerySet[Any, Any]":
    keyed: QuerySet[Any, Any] = found.order_by().annotate(which=Value(which, CharField()))
    return keyed.values_list("which", "pk", "on")


def rows(keys: list[tuple[str, UUID, Any]]) -> list[tuple[bool, Any]]:
    """Return the rows of these keys, in their order, each with whether it is a decision."""
    found: dict[UUID, Any] = {}
    for model, which in ((Learning, LEARNING), (Decision, DECISION)):
        wanted = [key for name, key, _on in keys if name == which]
        found |= model.objects.select_related("experiment").in_bulk(wanted) if wanted else {}
    return [(which == DECISION, found[key]) for which, key, _on in keys if key in found]


def tags() -> list[str]:
    """List every tag in use."""
    each = Func(F("tags"), function="unnest", output_field=CharField())
    used = Learning.objects.order_by().annotate(tag=each).values_list("tag", flat=True)
    other = Decision.objects.order_by().annotate(tag=each).values_list("tag", flat=True)
    return sorted(used.union(other).order_by())
