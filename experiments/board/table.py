"""The table the network knows: dates and team, design and data, learnings, decisions and questions, newest comment."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from experiments import names
from experiments.counting import keeping_back
from experiments.models import Decision, Experiment, ExperimentStep, Learning, LogPost, OnTeam, OpenQuestion, Sign
from experiments.models.experiment import Status
from experiments.page import days
from members.requests import OrgRequest
from organizations.access import may

A_PAGE = 50


class Row(NamedTuple):
    """One experiment in the words of the table; every list holds whole sentences."""

    pk: UUID
    title: str
    status: str
    days: str
    starts_on: date | None
    ends_on: date | None
    accountable: str
    team: Sequence[str]
    hunch: str
    steps: Sequence[str]
    signs: Sequence[str]
    learnings: Sequence[str]
    decisions: Sequence[str]
    questions: Sequence[str]
    newest: str
    newest_on: date | None


def with_texts(experiments: "QuerySet[Experiment]") -> "QuerySet[Experiment]":
    """Add what the columns say, each as an array beside its row: the page needs one statement however many there are."""
    mine = {"experiment": OuterRef("pk")}
    team = OnTeam.objects.filter(**mine).order_by("position", "pk")
    person = JSONObject(
        key="member", given="member__given_name", family="member__family_name", user="member__user_id", name="name"
    )
    steps = ExperimentStep.objects.filter(**mine, parent=None).order_by("position", "pk")
    decided = Decision.objects.filter(**mine).order_by("on", "pk")
    posts = LogPost.objects.filter(**mine, removed_at=None).order_by("-on", "-pk")
    return experiments.annotate(
        newest=Subquery(posts.values("text")[:1]),
        who=ArraySubquery(team.values(json=person)),
        told_steps=ArraySubquery(steps.values("text")),
        told_signs=ArraySubquery(keeping_back.signs_with_figures(**mine)),
        learned=ArraySubquery(Learning.objects.filter(**mine).order_by("on", "pk").values("text")),
        told_decisions=ArraySubquery(decided.values(json=JSONObject(kind="kind", text="text"))),
        left_open=ArraySubquery(OpenQuestion.objects.filter(**mine).order_by("created_at", "pk").values("text")),
    )


def row(request: OrgRequest, found: Any, today: date) -> Row:
    """Write one experiment into the columns, in the names that this reader may know."""
    return Row(
        pk=found.pk,
        title=found.title,
        status=str(Status(found.status).label),
        days=days.span(found, today),
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        accountable=names.shown(request, found.accountable) if found.accountable else "",
        team=[_who(request, one) for one in found.who if one["key"] != str(found.accountable_id)],
        hunch=found.hypothesis,
        steps=found.told_steps,
        signs=_signs(request, found.told_signs),
        learnings=found.learned,
        decisions=[_decision(one) for one in found.told_decisions],
        questions=found.left_open,
        newest=names.read(request, found.newest or ""),
        newest_on=found.logged_on,
    )


def _who(request: OrgRequest, one: dict[str, Any]) -> str:
    if not one["key"]:
        return names.words(request, one["name"])
    name = f"{one['given']} {one['family']}".strip()
    return name if one["user"] or may(request, "member.view") else _("a member")


def _signs(request: OrgRequest, signs: list[dict[str, Any]]) -> list[str]:
    hidden = keeping_back.unsaid(request, signs)
    return [_sign(one, is_hidden=one["pk"] in hidden) for one in signs]


def _sign(one: dict[str, Any], *, is_hidden: bool) -> str:
    said = _("kept back") if is_hidden else str(Sign.Verdict(one["verdict"]).label)
    return _("%(sign)s (%(verdict)s)") % {"sign": one["text"], "verdict": said}


def _decision(one: dict[str, Any]) -> str:
    return f"{Decision.Kind(one['kind']).label}: {one['text']}" if one["kind"] else one["text"]


def headings() -> list[str]:
    return [
        _("Experiment"), _("Status"), _("First day"), _("Last day"), _("Accountable"), _("Team"), _("Our hunch"), _("Design"),
        _("Signs"), _("Learnings"), _("Decisions"), _("Open questions"), _("Newest comment"),
    ]  # fmt: skip


def cells(row: Row) -> list[object]:
    """Write a row for a spreadsheet: each list is one cell, a sentence a line."""
    lists = (row.team, row.steps, row.signs, row.learnings, row.decisions, row.questions)
    team, *others = ("\n".join(each) for each in lists)
    return [row.title, row.status, row.starts_on, row.ends_on, row.accountable, team, row.hunch, *others, row.newest]
