"""Each wall is switched off in turn, and the leak tests turn red."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.walls_off import WALLS

ROOT = Path(__file__).parents[2]
PATH = "tests/stpnet/test_walls_path.py"
ROWS = "tests/stpnet/test_walls_rows.py"
RIGHTS = "tests/stpnet/test_walls_rights.py"
REQUESTS = "tests/stpnet/test_walls_requests.py"
MIDDLEWARE = "tests/organizations/test_middleware.py"
# Which leak tests must notice that a wall is gone: every one that is named must fail.
NOTICED_BY = {
    "guard": (PATH, ["test_t4_open_cursor", "test_t5_cursor_of_another", "test_t5_copy_over_a_path"]),
    "swallow": (PATH, ["test_t1_path_that_cannot_be_set", "test_t1_next_statement"]),
    "memory": (PATH, ["test_t4_raw_rollback", "test_t4_psycopg_transaction"]),
    "role": (RIGHTS, ["test_t8_organization_may_do_nothing", "test_t8_missing_table"]),
    "stack": (PATH, ["test_t2_two_threads"]),
    "way_back": (REQUESTS, ["test_t9_connection_is_public_after_a_view_that_raises"]),
    "net": (REQUESTS, ["test_t9_end_of_a_request", "test_t9_second_net"]),
    "stamp": (ROWS, ["test_t7_row_of_one", "test_t7_new_row", "test_t7_row_is_refused_outside"]),
    "outside": (PATH, ["test_organization_is_not_changed_inside"]),
    "membership": (MIDDLEWARE, ["test_outsider_gets"]),
    "right": (MIDDLEWARE, ["test_view_that_names_no_right"]),
    "header": ("tests/stpnet/test_tasks.py", ["test_task_is_refused"]),
}
ALL_WALLS_ON = ""


def run(wall):
    """Run the leak tests of one wall, on this run's own database; return which failed and which passed."""
    files, names = NOTICED_BY[wall] if wall else (_every("file"), _every("name"))
    command = [sys.executable, "-m", "pytest", "-p", "tests.walls_off", "-p", "no:cacheprovider", "-n", "0", "-q"]
    command += ["-rA", "--tb", "no", "-k", " or ".join(names), *([files] if wall else files)]
    environment = {
        **os.environ,
        "STPNET_WALL_OFF": wall,
        "STPNET_BORROWED_DATABASE": settings.DATABASES["default"]["NAME"],
        "PYTEST_XDIST_WORKER": "",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=120)
    outcomes = [
        line.split(" ")[:2] for line in done.stdout.splitlines() if line.startswith(("FAILED", "PASSED", "ERROR"))
    ]
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return outcomes, done.stdout


def _every(part):
    if part == "file":
        return sorted({file for file, _ in NOTICED_BY.values()})
    return [name for _, names in NOTICED_BY.values() for name in names]


def test_every_wall_is_tried():
    assert set(NOTICED_BY) == set(WALLS)


@pytest.mark.xdist_group("walls")
@pytest.mark.parametrize("wall", WALLS)
def test_leak_tests_fail_without(committed, wall):
    outcomes, said = run(wall)

    for name in NOTICED_BY[wall][1]:
        results = {outcome for outcome, test in outcomes if f"::{name}" in test}
        assert results == {"FAILED"}, f"{name}: {results}\n{said}"


@pytest.mark.xdist_group("walls")
def test_leak_tests_pass_with_all_walls(committed):
    outcomes, said = run(ALL_WALLS_ON)

    assert {outcome for outcome, _test in outcomes} == {"PASSED"}, said
