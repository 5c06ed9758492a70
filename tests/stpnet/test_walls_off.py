"""Each wall is switched off in turn, and the leak tests turn red."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.isolation.world import told
from tests.walls_off import WALLS

pytestmark = pytest.mark.slow  # `make test-mutants`

ROOT = Path(__file__).parents[2]
HERE, ORGANIZATIONS = Path("tests/stpnet"), Path("tests/organizations")
FILES = [
    *(HERE / f"test_walls_{part}.py" for part in ("path", "rows", "rights", "requests", "traps")),
    HERE / "test_tasks.py",
]
OF_ROOMS = [
    *(ORGANIZATIONS / f"test_{part}.py" for part in ("middleware", "accepting")),
    Path("tests/members/exporting/test_files.py"),
    Path("tests/members/test_scope.py"),
]
# Which leak tests must notice that a wall is gone: every one whose name begins so must fail.
NOTICED_BY = {
    "guard": ["test_t4_open_cursor", "test_t5_cursor_of_another", "test_t5_copy_over_a_path"],
    "swallow": ["test_t1_path_that_cannot_be_set", "test_t1_next_statement"],
    "memory": ["test_t4_raw_rollback", "test_t4_psycopg_transaction"],
    "role": [
        "test_t8_organization_may_do_nothing",
        "test_eight_threads_that_alternate",
    ],
    "stack": ["test_t2_two_threads"],
    "way_back": ["test_t9_connection_is_public_after", "test_in_org_restores"],
    "net": ["test_t9_end_of_a_request", "test_t9_second_net"],
    "stamp": ["test_t7_row_of_one", "test_t7_new_row", "test_t7_row_is_refused_outside"],
    "outside": ["test_organization_is_not_changed_inside"],
    # An outsider meets two walls: who left still has a row, and so meets the first one alone.
    "membership": ["test_removed_person", "test_membership_that_ended", "test_membership_without_a_role"],
    "row": ["test_person_without_a_row"],
    "right": ["test_view_that_names_no_right"],
    "header": ["test_task_is_refused"],
    "public": ["test_t8_missing_table"],
    "cache_key": ["test_eight_threads_that_alternate"],
    "invitation": ["test_invitation_is_not_for_another", "test_address_that_is_not_confirmed"],
    "export": ["test_ticked_people_alone"],
    "narrowing": ["test_organizer_lists_own_people", "test_organizer_searches_only"],
}
ALL_WALLS_STAND = ""


@pytest.fixture(scope="module")
def outcomes(django_db_setup, tmp_path_factory):
    """What became of each test, for each wall that was off; one process for all, on this run's own database."""
    report = tmp_path_factory.mktemp("walls") / "report.json"
    every = [name for names in NOTICED_BY.values() for name in names]
    command = [sys.executable, "-m", "pytest", "-p", "tests.walls_off", "-p", "no:cacheprovider", "-n", "0", "-q"]
    environment = {
        **os.environ,
        "STPNET_BORROWED_DATABASE": settings.DATABASES["default"]["NAME"],
        "STPNET_WALLS": json.dumps({ALL_WALLS_STAND: every, **NOTICED_BY}),
        "STPNET_WALLS_REPORT": str(report),
    }
    files = [*FILES, *OF_ROOMS]
    done = subprocess.run([*command, *files], cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert report.exists(), done.stdout + done.stderr
    return json.loads(report.read_text())


def test_every_wall_is_tried(outcomes):
    noticed = [wall for wall in WALLS if "call failed" in outcomes[wall].values()]
    told("A10 seeded faults", walls=len(WALLS), noticed=len(noticed))
    assert set(NOTICED_BY) == set(noticed) == set(WALLS)


@pytest.mark.parametrize("wall", WALLS)
def test_leak_tests_fail_without(outcomes, wall):
    for name in NOTICED_BY[wall]:
        found = {outcome for test, outcome in outcomes[wall].items() if test.startswith(name)}
        assert found == {"call failed"}, name


def test_leak_tests_pass_with_all_walls(outcomes):
    assert set(outcomes[ALL_WALLS_STAND].values()) == {"passed"}
    assert len(outcomes[ALL_WALLS_STAND]) > 30
