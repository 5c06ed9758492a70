"""What the board is asked for, all of it in the address: how it is laid out, and which experiments are on it."""

from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.enums import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments import names
from experiments.board import people
from experiments.lanes import Lane
from experiments.models import Answering, OnTeam
from experiments.questions.tree import Tree
from members import choices
from members.models import Belonging
from members.requests import OrgRequest

_ANY = ("", gettext_lazy("Any"))


class By(TextChoices):
    QUESTION = "question", gettext_lazy("By question")
    STATUS = "status", gettext_lazy("By status")
    END = "end", gettext_lazy("By end date")
    TEAM = "team", gettext_lazy("By team")
    TABLE = "table", gettext_lazy("As a table")


class Seg(NamedTuple):
    """One way to lay the board out, with its address."""

    label: str
    url: str
    is_here: bool


class BoardForm(forms.Form):
    """How the board is narrowed down; what is on offer no more is said, and left out."""

    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Where the team belongs"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Who is in it"), required=False)
    coach = forms.ChoiceField(label=gettext_lazy("Coach"), required=False)
    lane = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False, choices=[_ANY, *Lane.choices])

    def __init__(self, data: Any, **offered: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, found in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = [_ANY, *found]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("This is not on offer any more. Choose again.")


class Asked:
    """Reads the address once. Needs three statements: questions, units, and the people to choose from."""

    def __init__(self, request: OrgRequest) -> None:
        self.request = request
        self.by = By(request.GET["by"]) if request.GET.get("by") in By.values else By.QUESTION
        self.tree = Tree()
        self.units = choices.load(request)
        self.people = list(people.offered(request))
        areas = {root.area for root in self.tree.roots if root.area}
        self.form = BoardForm(
            request.GET,
            area=[(area, area) for area in names.nameless(request, sorted(areas))],
            unit=self.units.unit_options(),
            person=[(str(one.pk), str(one)) for one in self.people if one.is_in_it],  # type: ignore[attr-defined]
            coach=[(str(one.pk), str(one)) for one in self.people if one.is_coach],  # type: ignore[attr-defined]
        )
        self.form.is_valid()

    @cached_property
    def wanted(self) -> dict[str, str]:
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def segs(self) -> list[Seg]:
        """The ways to lay it out; each keeps what it is narrowed down to."""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        found = []
        for by in By:
            kept["by"] = by.value
            found.append(Seg(str(by.label), f"?{kept.urlencode()}", by == self.by))
        return found

    def narrow(self, experiments: "QuerySet[Any]") -> "QuerySet[Any]":
        """Keep those that the address asks for; they carry `lane` already."""
        wanted = self.wanted
        if "lane" in wanted:
            experiments = experiments.filter(lane=wanted["lane"])
        if "area" in wanted:
            here = Answering.objects.filter(experiment=OuterRef("pk"), question__in=self._of_area(wanted["area"]))
            experiments = experiments.filter(Exists(here))
        if "unit" in wanted:
            experiments = experiments.filter(self._in_unit(wanted["unit"]))
        if "person" in wanted:
            on_team = OnTeam.objects.filter(experiment=OuterRef("pk"), member_id=UUID(wanted["person"]))
            experiments = experiments.filter(Q(accountable_id=UUID(wanted["person"])) | Exists(on_team))
        return experiments.filter(coach_id=UUID(wanted["coach"])) if "coach" in wanted else experiments

    def _of_area(self, area: str) -> list[Any]:
        return [key for root in self.tree.roots if root.area == area for key in self.tree.within(root)]

    def _in_unit(self, key: str) -> Q:
        """Whoever answers for it, or is on its team, belongs to the unit or to one below it."""
        unit = next(one for pk, one in self.units.units.items() if str(pk) == key)
        there = Belonging.objects.filter(unit__in=unit.with_all_below())
        team = OnTeam.objects.filter(experiment=OuterRef("pk"), member__in=there.values("member"))
        return Q(accountable__in=there.values("member")) | Q(Exists(team))
