"""A report as a few sentences to copy into a letter or a message."""

from collections.abc import Mapping
from typing import Any


def lines(told: Mapping[str, Any]) -> list[str]:
    """Return the sentences in their order; a page for members ends with what comes next."""
    ladder = "; ".join(
        f"{row['name']}: {row['figure']}" + (f" ({row['change']})" if row["change"] else "") for row in told["rows"]
    )
    said = [told["headline"], ladder and f"{ladder}.", *told.get("call", [])]
    said += [told.get("quiet", ""), told.get("need", ""), told.get("need_how", "")]
    if told.get("come"):
        said.append(f"{told['come']}. {told['come_more']}")
    said += [told["above"]]
    return [line for line in said if line]


def text(told: Mapping[str, Any]) -> str:
    return " ".join(lines(told))
