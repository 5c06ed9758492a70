"""What stands on the page of an experiment, as plain data: for a form, for a revision, for a copy.

Rows of a list carry their key, so a step that is reworded keeps who ticked it off, and a sign its verdict.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import F, Model, QuerySet

from experiments.models import Document, Experiment, ExperimentStep, OnTeam, Question, Sign
from ladders.models import Level
from members.models import Member

PLAIN = ("title", "hypothesis", "starts_on", "ends_on", "accountable", "level", "questions")
# Whom an old revision names, and is on file no more.
GONE = "…"
DAYS = ("starts_on", "ends_on")
LISTS = ("steps", "success", "failure", "team", "documents")


class Content(TypedDict):
    """Days are ISO; people, levels and questions are keys. Each list holds objects with an `id`, "" for a new one."""

    title: str
    hypothesis: str
    starts_on: str
    ends_on: str
    accountable: str
    level: str
    questions: list[str]
    steps: list[dict[str, Any]]
    success: list[dict[str, Any]]
    failure: list[dict[str, Any]]
    team: list[dict[str, Any]]
    documents: list[dict[str, Any]]


def empty() -> Content:
    return Content(
        title="", hypothesis="", starts_on="", ends_on="", accountable="", level="", questions=[], steps=[],
        success=[], failure=[], team=[], documents=[],
    )  # fmt: skip


def of(experiment: Experiment) -> Content:
    """Read the page of an experiment, in five statements."""
    signs = list(experiment.signs.all())
    return Content(
        title=experiment.title,
        hypothesis=experiment.hypothesis,
        starts_on=_day(experiment.starts_on),
        ends_on=_day(experiment.ends_on),
        accountable=_key(experiment.accountable_id),
        level=_key(experiment.level_id),
        questions=[str(key) for key in _asked(experiment)],
        steps=_steps(list(experiment.steps.all())),
        success=[_sign(sign) for sign in signs if sign.kind == Sign.Kind.SUCCESS],
        failure=[_sign(sign) for sign in signs if sign.kind == Sign.Kind.FAILURE],
        team=[_on_team(one) for one in experiment.team.all()],
        documents=[_document(one) for one in _papers(experiment)],
    )


def named(content: Content) -> set[str]:
    """Return the keys of all people whom it names."""
    found = {content["accountable"], *(row.get("member", "") for row in content["team"])}
    waiting = list(content["steps"])
    while waiting:
        step = waiting.pop()
        found.add(step.get("owner") or "")
        waiting += step.get("children", [])
    return found - {""}


def _steps(rows: Sequence[ExperimentStep]) -> list[dict[str, Any]]:
    below: dict[UUID | None, list[ExperimentStep]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)

    def told(parent: UUID | None) -> list[dict[str, Any]]:
        return [_step(row) | {"children": told(row.pk)} for row in below.get(parent, [])]

    return told(None)


def _step(row: ExperimentStep) -> dict[str, Any]:
    return {"id": str(row.pk), "text": row.text, "owner": _key(row.owner_id), "who": row.who, "due": _day(row.due)}


def _sign(row: Sign) -> dict[str, Any]:
    return {"id": str(row.pk), "text": row.text, "how": row.how}


def _on_team(row: OnTeam) -> dict[str, Any]:
    return {"id": str(row.pk), "member": _key(row.member_id), "name": row.name, "part": row.part}


def _asked(experiment: Experiment) -> Iterable[UUID]:
    """A page that is short of statements has read the keys of its questions along with the experiment."""
    read: list[UUID] | None = getattr(experiment, "asks", None)
    return experiment.answering.order_by("pk").values_list("question", flat=True) if read is None else read


def _papers(experiment: Experiment) -> Iterable[dict[str, Any]]:
    """As with questions: they may have come along with the experiment."""
    read: list[dict[str, Any]] | None = getattr(experiment, "papers", None)
    columns = ("pk", "name", "url", "content_type", "size")
    return experiment.documents.values(*columns, file=F("stored_as")) if read is None else read


def _document(row: dict[str, Any]) -> dict[str, Any]:
    """`file` says where an upload lies and what it is, so that it comes back with an older page."""
    file = f"{row['file']} {row['content_type']} {row['size']}" if row["file"] else ""
    return {"id": str(row["pk"]), "name": row["name"], "url": row["url"], "file": file}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _key(key: UUID | None) -> str:
    return str(key) if key else ""


def put(experiment: Experiment, content: Content, fields: Iterable[str]) -> None:
    """Write those parts of the content to the rows of an experiment."""
    for field in fields:
        if field == "questions":
            _put_questions(experiment, content["questions"])
        elif field == "steps":
            kept = _put_steps(experiment, None, content["steps"])
            experiment.steps.exclude(pk__in=kept).delete()
        elif field == "team":
            _put_team(experiment, content["team"])
        elif field in LISTS:
            _put_list(experiment, field, content)
        else:
            value: Any = content[field]  # type: ignore[literal-required]
            if field == "accountable":
                experiment.accountable_id = standing(Member.objects.filter(erased_at=None), value)
            elif field == "level":
                experiment.level = Level.objects.filter(pk=value).first() if value else None
            elif field in DAYS:
                setattr(experiment, field, date.fromisoformat(value) if value else None)
            else:
                setattr(experiment, field, value)


def standing(rows: "QuerySet[Any]", key: str | None) -> UUID | None:
    """Return the key of who, or what, stands in its place now: an old revision names some that were put into others."""
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        row = rows.filter(pk=key).values("pk", "merged_into").first()
        if row is None or row["merged_into"] is None:
            return row["pk"] if row else None
        key = str(row["merged_into"])
    return None


def _put_questions(experiment: Experiment, keys: list[str]) -> None:
    wanted = {found: None for key in keys if (found := standing(Question.objects.all(), key))}
    experiment.answering.exclude(question__in=wanted).delete()
    there = set(experiment.answering.values_list("question", flat=True))
    for key in wanted:
        if key not in there:
            experiment.answering.create(question_id=key)


def _put_steps(experiment: Experiment, parent: ExperimentStep | None, rows: list[dict[str, Any]]) -> list[UUID]:
    """Write steps and those below; a step that another page deleted meanwhile is written anew."""
    kept: list[UUID] = []
    for position, row in enumerate(rows):
        columns = {"parent": parent, "position": position, "text": row["text"], "who": row.get("who", "")}
        columns |= {
            "owner_id": standing(Member.objects.filter(erased_at=None), row.get("owner")),
            "due": row.get("due") or None,
        }
        step = _written(ExperimentStep, row, experiment, columns)
        kept += [step.pk, *_put_steps(experiment, step, row.get("children", []))]
    return kept


def _put_team(experiment: Experiment, rows: list[dict[str, Any]]) -> None:
    """Write the team anew: where two change places, each would be on it twice for a moment."""
    experiment.team.all().delete()
    there: set[UUID] = set()
    for position, row in enumerate(rows):
        member = standing(Member.objects.filter(erased_at=None), row.get("member"))
        # Two on an older page can be one person now.
        if member in there:
            continue
        there |= {member} if member else set()
        name = "" if member else row["name"] or GONE
        experiment.team.create(position=position, member_id=member, name=name, part=row.get("part", ""))


def _put_list(experiment: Experiment, field: str, content: Content) -> None:
    kept = []
    for position, row in enumerate(content[field]):  # type: ignore[literal-required]
        columns: dict[str, Any] = {"position": position}
        if field in ("success", "failure"):
            columns |= {"kind": field, "text": row["text"], "how": row.get("how", "")}
        else:
            columns |= {"name": row["name"], "url": row.get("url", ""), **_file(row.get("file", ""))}
        kept.append(_written(MODELS[field], row, experiment, columns).pk)
    rows = MODELS[field]._default_manager.filter(experiment=experiment)  # noqa: SLF001 - whichever model it is
    if field in ("success", "failure"):
        rows = rows.filter(kind=field)
    rows.exclude(pk__in=kept).delete()


def _file(told: str) -> dict[str, Any]:
    stored_as, content_type, size = told.split(" ") if told else ("", "", "0")
    return {"stored_as": stored_as, "content_type": content_type, "size": int(size)}


def _written(model: Any, row: dict[str, Any], experiment: Experiment, columns: dict[str, Any]) -> Any:
    """Change the row of this key, if this experiment has it, or make a new one."""
    found = model._default_manager.filter(experiment=experiment, pk=row["id"]).first() if row.get("id") else None  # noqa: SLF001
    if found is None:
        return model._default_manager.create(experiment=experiment, **columns)  # noqa: SLF001
    for name, value in columns.items():
        setattr(found, name, value)
    found.save(update_fields=list(columns))
    return found


MODELS: dict[str, type[Model]] = {"success": Sign, "failure": Sign, "documents": Document}
