"""The whole form: from what was typed to the content of an experiment, or to sentences beside what cannot stay so."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Experiment, Question
from experiments.questions.tree import Tree
from experiments.writing import content as page
from experiments.writing.content import Content
from experiments.writing.form import typed as typing
from experiments.writing.form.rows import ROWS, Choices, Row, choice, day, words
from experiments.writing.form.typed import FIELDS, Typed
from ladders.models import Level
from members.models import Member

TITLES = {
    "questions": gettext_lazy("Questions it answers"),
    "steps": gettext_lazy("Plan"),
    "success": gettext_lazy("Success looks like"),
    "failure": gettext_lazy("Failure would be"),
    "team": gettext_lazy("Team"),
    "documents": gettext_lazy("Documents"),
}


class ExperimentForm(forms.Form):
    """Only the title is asked for: an idea can be one line.

    `stored` is what the experiment says so far: whom and what it names can stay, even if nobody would be offered it.
    """

    title = words(gettext_lazy("Title"), Experiment, "title")
    hypothesis = words(gettext_lazy("Our hunch"), Experiment, "hypothesis", rows=3)
    starts_on = day(gettext_lazy("First day"))
    ends_on = day(gettext_lazy("Last day"))
    accountable = choice(gettext_lazy("Accountable"))
    level = choice(gettext_lazy("Level it works on"))
    new_question = words(gettext_lazy("Or ask a new one"), Question, "text", placeholder=gettext_lazy("How might we …"))
    new_question_under = choice(gettext_lazy("The new one stands under"))

    def __init__(self, typed: Typed, *, stored: Content, is_said: bool) -> None:
        plain = {name: typed.get(name, "") for name in FIELDS}
        super().__init__(plain if is_said else None, initial=plain)
        self.fields["title"].required = True
        self.fields["title"].error_messages["required"] = _("Give it a title people will know it by.")
        self.fields["hypothesis"].help_text = _("If we … then … because … Or in your own words.")
        self._tree, self._stored = Tree(), stored
        # What this form is known by, should it arrive twice.
        self.once: UUID | None = None
        # Questions that were found elsewhere, such as in the chain of an old page.
        self.asked_above: list[str] = []
        people, asked = _people(stored), self._asked(stored)
        offered = {"owner": people, "member": people, "question": asked}
        single = (("accountable", people), ("level", _levels(stored)), ("new_question_under", asked))
        for name, choices in single:
            self.fields[name].choices = [("", "…"), *choices]  # type: ignore[attr-defined]
        self.lists = {
            name: [
                row(name, said, is_said=is_said, choices=offered) for said in typed.get(name) or [typing.blank(name)]
            ]
            for name, row in ROWS.items()
        }

    def _asked(self, stored: Content) -> Choices:
        """List the tree as one reads it; a retired one only where it stands already."""
        return [
            (str(node.question.pk), f"{'– ' * node.depth}{node.question.text}")
            for node in self._tree.walk()
            if node.question.retired_at is None or str(node.question.pk) in stored["questions"]
        ]

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [{"name": name, "title": title, "rows": self.lists[name]} for name, title in TITLES.items()]

    @property
    def rows(self) -> list[Row]:
        return [row for rows in self.lists.values() for row in rows]

    def is_valid(self) -> bool:
        fine = super().is_valid()
        # Every row is looked at, so that all that is wrong is said at once.
        return all([fine, *(row.is_valid() or row.is_blank for row in self.rows)])

    @property
    def n_wrong(self) -> int:
        return len(self.errors) + sum(len(row.errors) for row in self.rows if not row.is_blank)

    def clean(self) -> None:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first one."))
        if any(len(rows) > typing.MOST_ROWS for rows in self.lists.values()):
            self.add_error(None, _("A list has %d rows at most. Put some of them together.") % typing.MOST_ROWS)
        seen: set[str] = set()
        for row in self.lists["team"]:
            row.is_valid()
            member = row.cleaned_data.get("member")
            if member and member in seen:
                row.add_error("member", _("They are on the team already."))
            seen.add(member or "")

    def content(self) -> Content:
        """Return what was filled in. A new question is not among it: that is made first."""
        content = page.empty()
        for name in ("title", "hypothesis", "accountable", "level"):
            content[name] = self.cleaned_data[name].strip()
        for name in page.DAYS:
            content[name] = _iso(self.cleaned_data[name])  # type: ignore[literal-required]
        chosen = (row.cleaned_data["question"] for row in self._filled("questions"))
        content["questions"] = list(dict.fromkeys([*chosen, *self.asked_above]))
        steps = [(row.cleaned_data.get("depth") or 0, _plain(row)) for row in self._filled("steps")]
        content["steps"] = typing.nested(steps)
        for name in ("success", "failure", "team", "documents"):
            content[name] = [_plain(row) for row in self._filled(name)]  # type: ignore[literal-required]
        files = {row["id"]: row.get("file", "") for row in self._stored["documents"]}
        content["documents"] = [row | {"file": files.get(row["id"], "")} for row in content["documents"]]
        return content

    def _filled(self, name: str) -> Sequence[Row]:
        return [row for row in self.lists[name] if not row.is_blank]


def _plain(row: Row) -> dict[str, Any]:
    said = {name: value for name, value in row.cleaned_data.items() if name != "depth"}
    return {name: _iso(value) if name == "due" else str(value or "") for name, value in said.items()}


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""


def _people(stored: Content) -> Choices:
    """List who has an account here, and who stands there already."""
    rows = Member.objects.filter(erased_at=None, merged_into=None).exclude(kind=Member.Kind.PRACTICE)
    signs_in = rows.filter(user_id__isnull=False, archived_at=None).exclude(status=Member.Status.FORMER)
    found = signs_in | rows.filter(pk__in=page.named(stored))
    return [(str(member.pk), str(member)) for member in found.order_by("sorted_as", "pk")]


def _levels(stored: Content) -> Choices:
    """List the levels of every ladder in use, and the one that stands there already."""
    stands = Q(pk=stored["level"]) if stored["level"] else Q(pk=None)
    rows = Level.objects.filter(Q(retired_at=None, ladder__put_away_at=None) | stands)
    found = list(rows.select_related("ladder").order_by("-ladder__is_default", "ladder__name", "position"))
    has_one = len({level.ladder_id for level in found}) == 1
    return [(str(level.pk), str(level) if has_one else f"{level.ladder}: {level}") for level in found]
