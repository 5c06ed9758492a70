"""Pages under load: many people on loopback, each thinking two seconds between two pages, of many organizations.

`python -m bench.load 20 5000 100000 60`: twenty organizations of 5,000, one of 100,000, for sixty seconds with fifty
people. The web server is the one of docs/deploy.md, in processes of its own. docs/bench.md tells how to read it.
"""

import http.client
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any, NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench import climbing_at_once  # noqa: E402
from ladders.models import Ladder  # noqa: E402
from members.models import Member  # noqa: E402
from organizations.actions import add_person, create_organization, delete_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.db.wrapper import current  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

PREFIX = "bench-load"
USERS, THINK, PROCESSES = 50, 2.0, 2
# The 95th of a hundred, in milliseconds.
BARS = {"person": 250.0, "list": 400.0, "dashboard": 600.0, "by organizer": 600.0}
# Of ten pages so many: people look at people.
TURNS = ("person", "person", "person", "list", "list", "list", "dashboard", "dashboard", "by organizer", "person")
OK, GROWTH = 200, 1.1
# So many of one organization at once are in a hurry, and others may have to wait so many times as long.
HAMMERS, SLOWER = 8, 1.5


class Group(NamedTuple):
    slug: str
    cookie: str
    people: list[str]

    def path(self, page: str, chance: Random) -> str:
        ladder = f"/o/{self.slug}/ladder/"
        paths = {"list": f"/o/{self.slug}/people/", "dashboard": ladder, "by organizer": f"{ladder}?by=organizer"}
        return paths.get(page) or f"/o/{self.slug}/people/{chance.choice(self.people)}/"


class Seen(NamedTuple):
    page: str
    at: float
    ms: float
    status: int


def group(slug: str, n: int) -> Group:
    """Return an organization of so many people with a director signed in, made when it is not there yet."""
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        organization = create_organization(slug, name=slug, requires_mfa=[])
        with in_org(organization):
            climbing_at_once.store(n, Ladder.objects.get(is_default=True), organization.today())
    user, made = User.objects.get_or_create(email=f"director@{slug}.example.org", defaults={"name": "Dana Director"})
    if made:
        add_person(organization, user, roles=[Role.DIRECTOR])
    with in_org(organization):
        people = [
            str(pk) for pk in Member.objects.filter(user_id=None).order_by("pk").values_list("pk", flat=True)[:500]
        ]
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return Group(slug, f"{settings.SESSION_COOKIE_NAME}={session.session_key}", people)


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the site as in earnest; gives its port and its first process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "WEB_ADDRESS": f"127.0.0.1:{port}", "WEB_PROCESSES": str(PROCESSES), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:stpnet.web_server", "stpnet.wsgi"]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _each in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError


def visit(groups: list[Group], port: int, until: float, chance: Random, seen: list[Seen], think: float = THINK) -> None:
    """Be one of them: ask for a page, think, ask for the next, until the time is over."""
    mine = chance.choice(groups)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.random() * think)
    while time.monotonic() < until:
        page, before = chance.choice(TURNS), time.perf_counter()
        try:
            connection.request("GET", mine.path(page, chance), headers={"Cookie": mine.cookie, "Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            connection.close()
            status = 0
        seen.append(Seen(page, time.monotonic(), 1000 * (time.perf_counter() - before), status))
        time.sleep(chance.uniform(0.5, 1.5) * think)


def loaded(groups: list[Group], port: int, seconds: float) -> list[Seen]:
    """Let everybody visit for so long."""
    seen: list[Seen] = []
    until = time.monotonic() + seconds
    _all_at_once(
        # The same people each time. Every third is of the largest organization.
        threading.Thread(target=visit, args=(groups[-1:] if n % 3 == 0 else groups, port, until, Random(n), seen))  # noqa: S311
        for n in range(USERS)
    )
    return seen


def beside(groups: list[Group], port: int, seconds: float, *, hammers: int) -> list[Seen]:
    """Let people of the others visit, while so many of the largest organization ask for page after page and never think."""
    seen: list[Seen] = []
    until = time.monotonic() + seconds
    others, few = groups[:-1], range(USERS * 2 // 3)
    visits: list[tuple[Any, ...]] = [(others, port, until, Random(n), seen) for n in few]  # noqa: S311
    visits += [(groups[-1:], port, until, Random(n), [], 0) for n in range(hammers)]  # noqa: S311
    _all_at_once(threading.Thread(target=visit, args=each) for each in visits)
    return seen


def _all_at_once(everybody: Iterable[threading.Thread]) -> None:
    everybody = list(everybody)
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _backends() -> list[int]:
    """Name the processes of PostgreSQL that work for the site."""
    with current().cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        return [row[0] for row in cursor.fetchall()]


def worked(pids: list[int]) -> dict[int, float]:
    """Say how many seconds each of these processes has worked; those of another machine are not here to be asked."""
    found = {}
    for pid in pids:
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists():
            fields = stat.read_text().rpartition(")")[2].split()
            found[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def since(before: dict[int, float], pids: list[int]) -> float:
    return sum(seconds - before.get(pid, 0) for pid, seconds in worked(pids).items())


def memory(pids: list[int]) -> float:
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids) * os.sysconf("SC_PAGESIZE") / 1e6


def told(seen: list[Seen]) -> bool:
    """Print the 95th of a hundred of each page, and what went wrong; returns whether the bars hold."""
    by_page: dict[str, list[float]] = defaultdict(list)
    for each in seen:
        by_page[each.page].append(each.ms)
    wrong = [each for each in seen if each.status != OK]
    holds = not wrong
    for page, bar in BARS.items():
        cuts = quantiles(by_page[page], n=20)
        holds &= cuts[18] <= bar
        missed = "" if cuts[18] <= bar else "MISSED: "
        print(
            f"{missed}{page}: {len(by_page[page])} times, half within {cuts[9]:.0f} ms, 95 of 100 within {cuts[18]:.0f} (bar: {bar:.0f})"
        )
    print(f"{len(seen)} pages, {len(wrong)} errors {sorted({each.status for each in wrong})}")
    return holds


def run(groups: list[Group], seconds: float) -> int:
    with served() as (port, server):
        loaded(groups, port, min(seconds, 15))
        pids = _children(server.pid)
        before, at_first, clock = worked([*pids, *_backends()]), memory(pids), time.monotonic()
        seen = loaded(groups, port, seconds)
        took, in_database = since(before, pids), since(before, _backends())
        at_last, spent = memory(pids), time.monotonic() - clock
        alone, hammered = (beside(groups, port, seconds / 2, hammers=n) for n in (0, HAMMERS))
    holds = told(seen)
    print(
        f"{len(seen) / spent:.1f} pages a second; each {1000 * took / len(seen):.0f} ms of work of the web server and"
        f" {1000 * in_database / len(seen):.0f} of the database; memory {at_first:.0f} MB, then {at_last:.0f}"
    )
    before_it, beside_it = (quantiles([each.ms for each in some], n=20)[18] for some in (alone, hammered))
    slower = beside_it / before_it
    print(
        f"{'MISSED: ' if slower > SLOWER else ''}others beside one in a hurry: 95 of 100 within {beside_it:.0f} ms, {before_it:.0f}"
        f" without, {slower:.1f} times (bar: {SLOWER}); {sum(each.status != OK for each in hammered)} errors"
    )
    return int(not holds or at_last > GROWTH * at_first or slower > SLOWER)


def main(n: int, people: int, many: int, seconds: float) -> int:
    """Run with organizations made for it, which are gone afterwards; returns 1 when a bar is missed."""
    logging.disable(logging.INFO)
    call_command("migrate_organizations", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    slugs = [*(f"{PREFIX}-{at}" for at in range(n)), f"{PREFIX}-large"]
    try:
        return run([group(slug, many if slug.endswith("large") else people) for slug in slugs], seconds)
    finally:
        if "KEEP" not in os.environ:
            for left in Organization.objects.filter(slug__in=slugs):
                delete_organization(left)
            User.objects.filter(email__in=[f"director@{slug}.example.org" for slug in slugs]).delete()


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(asked + [20, 5_000, 100_000, 60][len(asked) :])))
