"""From the ladder's page to the same figures as a file, and as a report for members."""

import csv
import io
from collections.abc import Callable
from typing import Any

from ladders import history

type Make = Callable[..., Any]
URL = "/o/north/ladder/"
DAYS = "period=days&from=2026-01-01&to=2026-03-31"


def rows(client: Any, page: Any) -> list[list[str]]:
    answer = client.get(page.context["table_url"])
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_table_is_a_file_and_the_report_begins_with_the_same_days(people: Make, said: Make, sign_in: Make):
    for member, level in zip(people(3), [1, 1, 3], strict=True):
        said(member, level, "2026-02-05")
    history.rebuild()
    client = sign_in("director")
    page = client.get(f"{URL}?{DAYS}")

    found = {row[0]: row for row in rows(client, page)}
    assert next(iter(found.values()))[:3] == ["Place", "2026-03-31", "Goal"]
    assert [found[name][1] for name in ("1 Shows up", "3 Brings others", "On the ladder")] == ["2", "1", "3"]
    form = client.get(page.context["report_url"]).context["form"]
    assert (form["period"].value(), str(form["until"].value())) == ("days", "2026-03-31")
    coach = sign_in("coach")
    read = coach.get(URL)
    assert "report_url" not in read.context
    assert {row[0]: row[1] for row in rows(coach, read)}["3 Brings others"] == ""
