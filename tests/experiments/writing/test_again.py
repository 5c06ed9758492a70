"""An experiment run again, and one that came from an old page."""

from datetime import date
from pathlib import Path

import pytest

from experiments.models import Sign
from experiments.reading import read
from experiments.writing import actions, saying
from experiments.writing import content as page
from experiments.writing.again import run_again
from experiments.writing.from_page import content_of
from members.normal import fold

pytestmark = pytest.mark.django_db
PAGES = Path(__file__).parents[1] / "reading" / "pages"


def test_copy_counts_its_days_from_the_new_start_and_has_nothing_done(wrote, ask, person):
    below = [{"id": "", "text": "Alder Street", "due": "2026-03-03"}]
    old = wrote(
        starts_on="2026-03-01", ends_on="2026-03-31", questions=[str(ask("How might we grow?").pk)],
        steps=[{"id": "", "text": "Knock", "due": "2026-03-05", "children": below}],
        success=[{"id": "", "text": "15 lights"}],
    )  # fmt: skip
    saying.tick(old.steps.get(text="Knock"), today=date(2026, 3, 4), by=old.made_by)
    saying.say(old.signs.get(), verdict=Sign.Verdict.MET, words="", today=date(2026, 3, 4), by=old.made_by)

    new = run_again(old, starts_on=date(2026, 5, 1), by=person("director"))

    assert (new.follows, new.status, new.starts_on, new.ends_on) == (old, "idea", date(2026, 5, 1), date(2026, 5, 31))
    assert set(new.steps.values_list("text", "due", "done_on")) == {
        ("Knock", date(2026, 5, 5), None), ("Alder Street", date(2026, 5, 3), None),
    }  # fmt: skip
    assert new.steps.get(text="Alder Street").parent == new.steps.get(text="Knock")
    assert (new.signs.get().verdict, new.questions.count()) == ("not_measured", 1)
    assert old.steps.get(text="Knock").done_on == date(2026, 3, 4)


def test_copy_of_one_without_days_keeps_the_days_of_its_steps(wrote, person):
    new = run_again(wrote(), starts_on=date(2026, 5, 1), by=person("director"))

    assert (new.starts_on, new.ends_on) == (date(2026, 5, 1), None)


def test_old_page_becomes_an_experiment_with_nothing_lost(person):
    found = read((PAGES / "headed.txt").read_text())
    ximena = person("organizer")
    content, beside = content_of(found, {fold("Ximena Ortiz"): ximena.pk})

    experiment = actions.write(content, by=person("director"))

    assert (experiment.title, experiment.ends_on, experiment.accountable) == ("Porch lights", date(2024, 4, 13), ximena)
    assert next((step["text"], len(step["children"])) for step in page.of(experiment)["steps"]) == (
        "Ask forty doors whether they would join", 2,
    )  # fmt: skip
    assert [one.name for one in experiment.team.all()] == ["Ximena", "Tuấn", "Priscilla", ""]
    assert (experiment.signs.count(), experiment.documents.count(), beside) == (3, 2, [])


def test_text_that_is_too_long_is_cut_and_stands_whole_beside_it(person):
    long = "knock " * 300
    content, beside = content_of(read(f"Plan:\n- {long}\n\nDocuments: https://example.org/{'x' * 600}"), {})

    assert actions.write(content | {"title": "Long"}, by=person("director")).steps.get().text.endswith("…")
    assert [line[:12] for line in beside] == ["knock knock ", "https://exam"]
