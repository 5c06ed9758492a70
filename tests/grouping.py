"""Which tests go to one worker together: they share a dear fixture.

xdist's own marks do nothing under pytest 9.2 (seen with xdist 3.8.0): it writes into an attribute that is gone.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/", "tests/deploy/", "tests/stpnet/test_walls_off.py")


class Grouped(LoadScopeScheduling):
    """Each test by itself, but for those that stand together."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Grouped:
    return Grouped(config, log)
