"""What was read from an old write-up, as the content of a new experiment, and what has to be said beside it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from experiments.models import Document, Experiment, ExperimentStep, OnTeam, Sign
from experiments.reading import Item, Writeup
from experiments.writing import content as page
from experiments.writing.content import Content
from members.normal import fold

ADDRESSES = ("http://", "https://")


def content_of(found: Writeup, people: Mapping[str, UUID]) -> tuple[Content, list[str]]:
    """Return the content, and the lines that have no place in it. `people` are the keys of names, folded.

    A text that is longer than its column is cut there, and stands whole among those lines.
    """
    cut: list[str] = [*found.leftover.values()]
    content = page.empty()
    content["title"] = _fits(found.title or "", Experiment, "title", cut)
    content["hypothesis"] = _fits(found.hypothesis, Experiment, "hypothesis", cut)
    content["starts_on"] = found.starts_on.isoformat() if found.starts_on else ""
    content["ends_on"] = found.ends_on.isoformat() if found.ends_on else ""
    content["steps"] = [_step(item, cut) for item in found.steps]
    for kind in Sign.Kind:
        items: Sequence[Item] = getattr(found, kind)
        content[kind.value] = [_row(text=_fits(whole(item), Sign, "text", cut)) for item in items]  # type: ignore[literal-required]
    known = [people[fold(name)] for name in found.accountable if fold(name) in people]
    content["accountable"] = str(known[0]) if known else ""
    # A page has one accountable person; who else answered for it is on the team.
    content["team"] = _team([*found.team, *found.accountable], people, cut)
    content["documents"] = [_document(name, cut) for name in found.documents]
    return content, cut


def _step(item: Item, cut: list[str]) -> dict[str, Any]:
    text = _fits(item.text, ExperimentStep, "text", cut)
    return _row(text=text, who="", due="", owner="", children=[_step(child, cut) for child in item.children])


def whole(item: Item) -> str:
    """A sign is one sentence: what stands below it goes on in it."""
    return "; ".join([item.text, *(whole(child) for child in item.children)])


def _team(names: Sequence[str], people: Mapping[str, UUID], cut: list[str]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for name in names:
        member = people.get(fold(name))
        written = "" if member else _fits(name, OnTeam, "name", cut)
        rows.setdefault(str(member or fold(name)), _row(member=str(member or ""), name=written, part=""))
    return list(rows.values())


def _document(name: str, cut: list[str]) -> dict[str, Any]:
    url = name if name.startswith(ADDRESSES) and len(name) <= _room(Document, "url") else ""
    return _row(name=_fits(name, Document, "name", [] if url else cut), url=url)


def _row(**columns: Any) -> dict[str, Any]:
    return {"id": "", **columns}


def _room(model: Any, column: str) -> int:
    most: int = model._meta.get_field(column).max_length  # noqa: SLF001 - the public way to it
    return most


def _fits(text: str, model: Any, column: str, cut: list[str]) -> str:
    most = _room(model, column)
    if len(text) > most:
        cut.append(text)
        return text[: most - 1] + "…"
    return text
