"""The web worker (D10) or PostgreSQL (D4) goes between a commit and its answer; the broker is away (D5)."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from stpnet.embedded import pidfile
from tests.faults.runs import children, runs
from tests.faults.web import DRAFTS, WebSite, web_site
from tests.isolation.world import told
from tests.worker import wait_for

pytestmark = pytest.mark.slow
SAID = {"written": "2026-03-01T18:20:00Z", "on": "2026-03-01", "kind": "house_visit", "person": "Rosa Delgado"}
STAFF = {"given_name": "Noor", "family_name": "Haddad", "status": "contact"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebSite]:
    with web_site(tmp_path_factory.mktemp("web")) as made:
        yield made


def usual(site: WebSite) -> float:
    """Measure how long such a form takes in calm weather."""
    draft = {**SAID, "story": "Calm.", "draft_key": str(uuid4()), "whose": site.phone.whose()}
    before = time.monotonic()
    assert site.phone.status("POST", DRAFTS, draft) == 200
    return time.monotonic() - before


def sent_until_answered(site: WebSite, break_it: Callable[[], None]) -> tuple[int, float]:
    """Send a draft while something breaks, then again with the same key; return how often nobody answered, how long."""
    key, lost, takes = str(uuid4()), 0, usual(site)
    draft, before = (
        {**SAID, "story": f"The boiler, {key}.", "draft_key": key, "whose": site.phone.whose()},
        time.monotonic(),
    )
    # At some moment of an answer: a quick machine is broken sooner.
    breaking = threading.Timer(random.random() * takes, break_it)
    breaking.start()
    while site.phone.status("POST", DRAFTS, draft) != 200:
        lost += 1
        assert time.monotonic() < before + 90, "no answer for 90 seconds"
        time.sleep(0.2)
    breaking.join()
    took = time.monotonic() - before
    wait_for(lambda: site.phone.status("GET", "/readyz") == 200)
    assert site.phone.status("POST", DRAFTS, draft) == 200
    assert site.count("conversations_conversation", f"draft_key = '{key}'") == 1
    return lost, took


def test_d10_web_worker_killed_before_its_answer_has_one_effect(site):
    lost = [
        sent_until_answered(site, lambda: os.kill(children(site.web)[0], signal.SIGKILL))[0] for _ in range(runs(20))
    ]

    told("D10 killed web workers", runs=len(lost), answers_lost=sum(map(bool, lost)))


def test_d4_postgres_restarted_at_once_in_a_request_has_one_effect(site):
    def restart() -> None:
        postgres = site.site.postgres
        pid = pidfile.running(postgres.data)
        assert pid is not None
        os.kill(pid, signal.SIGQUIT)
        wait_for(lambda: pidfile.running(postgres.data) is None)
        postgres.start()

    found = [sent_until_answered(site, restart) for _ in range(runs(10))]

    told("D4 restarts mid-request", runs=len(found), answers_lost=sum(bool(lost) for lost, _ in found),
         longest_seconds=round(max(took for _, took in found), 1))  # fmt: skip


def test_d5_broker_away_pages_and_signing_in_work_and_what_waits_is_done_after(site):
    away, drained = float(os.environ.get("STPNET_AWAY_SECONDS", "60")), []
    for turn in range(runs(5)):
        site.site.valkey.stop()
        until, answers = time.monotonic() + away * min(1, runs(5) / 5), set()
        assert site.phone.status("POST", "/o/east/ladder/look/", {}) in (404, 405, 302)
        while time.monotonic() < until:
            answers |= {site.phone.status("GET", path) for path in ("/o/east/people/", "/o/east/ladder/", "/readyz")}
            # Asking for a new password makes mail, which waits for a worker.
            answers |= {site.phone.status("POST", "/accounts/password/reset/", {"email": "ray@example.org"})}
            answers |= {site.phone.status("GET", "/accounts/login/")}
            time.sleep(1)
        assert answers <= {200, 302, 429}, answers
        waiting = "SELECT count(*) FROM organizations_outgoingmail WHERE status = 'waiting'"
        assert int(str(site.site.ask(waiting))) > 0 or turn
        site.site.valkey.start()
        drained.append(_drained(site, waiting))
    told("D5 broker away", runs=runs(5), seconds_away=away, drained_after_seconds=drained)


def _drained(site: WebSite, waiting: str) -> float:
    back = time.monotonic()
    with site.site.worker():
        site.site.run("from organizations import tasks; tasks.sweep(); tasks.wake_mail()")
        wait_for(lambda: site.site.ask(waiting) == 0)
    return round(time.monotonic() - back, 1)
