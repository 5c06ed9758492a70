"""What SECURITY.md and docs/security name is there."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from organizations.models import User
from tests.organizations.test_access import real_addresses
from tests.organizations.test_edges import public_addresses

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "SECURITY.md", *sorted((ROOT / "docs/security").glob("*.md"))]
NAMED = re.compile(r"`(?:[^`]*\s)?(tests/[\w/*]+\.py)(?:::(\w+))?(?:\s[^`]*)?`")


def missing(text):
    """Name the tests that the text names and nobody has written."""
    found = NAMED.findall(text)
    for file, name in found:
        there = sorted(ROOT.glob(file))
        if not there or (name and not any(f"def {name}(" in each.read_text() for each in there)):
            yield f"{file}::{name}"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(path):
    text = path.read_text()
    print(f"\n{path.name}: {len(NAMED.findall(text))} tests named")

    assert list(missing(text)) == []
    assert list(missing("`tests/test_house.py::test_of_nothing` `tests/none.py`")) != []


def test_every_promise_names_a_test():
    promises = (ROOT / "SECURITY.md").read_text().split("## What we promise")[1].split("Not defended")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ") and not line.startswith("| Promise")]

    assert len(rows) >= 10
    assert [row for row in rows if not NAMED.search(row)] == []


def test_there_is_no_administrators_door():
    assert not apps.is_installed("django.contrib.admin")
    # Nor another site that says who somebody is.
    assert not apps.is_installed("allauth.socialaccount")
    assert not {"is_staff", "is_superuser"} & {field.name for field in User._meta.get_fields()}
    assert [
        path for path in [*public_addresses(), *real_addresses()] if re.search(r"admin|hijack|impersonat", path)
    ] == []
