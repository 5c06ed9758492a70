"""The page for those who write pages: only in debug, and with every part there is."""

import pytest

from tests.test_house import ROOT

PARTS = {f"parts/{path.name}" for path in (ROOT / "templates/parts").glob("*.html")}


@pytest.fixture
def shown(client, db, settings):
    settings.DEBUG = True
    settings.DEMO = True
    return client.get("/style/")


def test_every_part_is_shown(shown):
    assert shown.status_code == 200
    assert PARTS - {template.name for template in shown.templates} == set()


def test_every_state_is_shown(shown):
    for state in (
        "Nothing there",
        "Please look at",
        "Nobody has taken this up",
        'dir="rtl"',
        "الخطيب",
        "aria-disabled",
    ):
        assert state in shown.text


@pytest.mark.parametrize("demo", [True, False])
def test_elsewhere_there_is_nothing(client, db, settings, demo):
    settings.DEMO = demo

    assert client.get("/style/").status_code == 404
