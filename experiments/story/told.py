"""What an experiment says on one page: the same for the screen and for paper."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from experiments import names, telling
from experiments.counting.rows import rows
from experiments.models import Experiment, ExperimentStep, Printout, Sign
from experiments.page.days import day, span
from experiments.page.parts.plan import who
from experiments.questions.tree import Tree
from members.requests import OrgRequest
from organizations.models import Organization

type Part = dict[str, Any]
type Row = dict[str, Any]


def told(request: OrgRequest, experiment: Experiment, kind: str) -> dict[str, Any]:
    """Return plain values of an experiment as `page.one.whole` finds it: a title, the questions above it, and parts with their rows. Empty parts are left out.

    What came of it stands first in a story; what there is to do stands first on the team's wall.
    """
    hunch, signs, came = _hunch(experiment), _signs(request, experiment), _came(experiment)
    plan, team = _plan(request, experiment), _team(request, experiment)
    order = [hunch, *signs, *came, plan, team] if kind == Printout.Kind.STORY else [hunch, plan, *signs, *came, team]
    return _frame(request) | telling.told(request, _words(request, experiment, order))


def told_outside(organization: Organization, experiment: Experiment) -> dict[str, Any]:
    """Return the story as whoever has a link reads it: without the team, and naming nobody at all."""
    # Nobody of the group: no role, so no right to people, and no small figure.
    request = OrgRequest()
    request.organization, request.roles = organization, []
    plan = _plan(request, experiment)
    for row in plan["rows"]:
        row["small"] = ""
    order = [_hunch(experiment), *_signs(request, experiment), *_came(experiment), plan]
    return _frame(request) | telling.nobodys(_words(request, experiment, order))


def _words(request: OrgRequest, experiment: Experiment, parts: list[Part]) -> dict[str, Any]:
    """What people wrote of it, and so what may name somebody."""
    return {
        "title": experiment.title,
        "above": f"{experiment.get_status_display()} · {span(experiment, request.organization.today())}",
        "asked": _asked(experiment),
        "parts": [part for part in parts if part["rows"] or part["prose"]],
    }


def _frame(request: OrgRequest) -> dict[str, Any]:
    """What is the group's own, whoever reads it."""
    language, today = (get_language() or "en").split("-")[0], request.organization.today()
    return {
        "language": language,
        "dir": "rtl" if LANG_INFO.get(language, {}).get("bidi") else "ltr",
        "group": request.organization.name,
        "printed": _("%(group)s, as of %(day)s") % {"group": request.organization.name, "day": day(today, today)},
    }


def _part(title: str, rows: Any = (), prose: str = "") -> Part:
    return {"title": title, "rows": list(rows), "prose": prose}


def _row(text: str, small: str = "", mark: str = "", depth: int = 0) -> Row:
    return {"text": text, "small": small, "mark": mark, "depth": depth}


def _asked(experiment: Experiment) -> list[str]:
    tree = Tree()
    asked = (tree.by_key[key] for key in getattr(experiment, "asks", []) if key in tree.by_key)
    return [" › ".join(one.text for one in tree.up(question)) for question in asked]


def _hunch(experiment: Experiment) -> Part:
    return _part(_("Our hunch"), prose=experiment.hypothesis)


def _signs(request: OrgRequest, experiment: Experiment) -> list[Part]:
    by_kind: dict[str, list[Row]] = {kind: [] for kind in Sign.Kind}
    for row in rows(request, experiment):
        sign = row.sign
        small = ". ".join(text for text in (sign.verdict_words, sign.how) if text)
        by_kind[sign.kind].append(_row(sign.text, small, row.verdict))
    return [_part(str(kind.label), by_kind[kind]) for kind in Sign.Kind]


def _plan(request: OrgRequest, experiment: Experiment) -> Part:
    today = request.organization.today()
    below: dict[UUID | None, list[ExperimentStep]] = {}
    for step in experiment.steps.select_related("owner", "done_by"):
        below.setdefault(step.parent_id, []).append(step)

    def walked(parent: UUID | None, depth: int) -> Iterator[Row]:
        for step in below.get(parent, []):
            mark = _("Done") if step.done_on else _("To do")
            yield _row(step.text, who(request, step, today), mark, min(depth, 4))
            yield from walked(step.pk, depth + 1)

    return _part(_("Plan"), walked(None, 0))


def _came(experiment: Experiment) -> list[Part]:
    decided = (_row(one.text, mark=one.get_kind_display()) for one in experiment.decisions.all())
    return [
        _part(_("What we learned"), (_row(one["text"]) for one in getattr(experiment, "learned", []))),
        _part(_("What we decided"), decided),
        _part(_("What stays open"), (_row(one.text) for one in experiment.open_questions.all())),
        _part(_("What goes on from it"), (_row(one.title) for one in experiment.followed_by.order_by("created_at"))),
    ]


def _team(request: OrgRequest, experiment: Experiment) -> Part:
    shown: Callable[[Any], str] = lambda one: names.shown(request, one)  # noqa: E731
    first = [_row(shown(experiment.accountable), _("accountable"))] if experiment.accountable else []
    others = [
        _row(shown(one.member) if one.member else names.words(request, one.name), one.part)
        for one in experiment.team.select_related("member")
        if one.member_id is None or one.member_id != experiment.accountable_id
    ]
    return _part(_("Team"), [*first, *others])
