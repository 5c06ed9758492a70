"""Bar 8: people are found as quickly among 200,000 as a page needs; first the sets are compared with a plain scan.

`python -m bench.search 200000`; `make bench` runs a tenth of it.
"""

import os
import re
import sys
import time
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first

from bench.crowd import settle, store_people  # noqa: E402
from members import search  # noqa: E402
from members.models import ContactPoint, Member, MemberWord  # noqa: E402
from organizations.actions import create_organization, delete_organization  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

SLUG = "bench-search"
# As typed: from the second letter on.
SHORTEST, LONGEST = 2, 7
ASKED = 400
ONE_WORD, TWO_WORDS = 2.0, 10.0


def asked_for(chance: Random) -> tuple[list[str], list[str]]:
    """Draw what people type: beginnings of names, last digits, and both names of somebody."""
    folded = list(Member.objects.exclude(folded="").order_by("pk").values_list("folded", flat=True)[:20_000])
    drawn = [chance.choice(folded).split() for _ in range(ASKED)]
    one = [chance.choice(names)[: chance.randint(SHORTEST, LONGEST)] for names in drawn]
    one[::10] = [f"{chance.randrange(10_000):04}" for _ in one[::10]]
    return one, [" ".join(name[: chance.randint(SHORTEST, LONGEST)] for name in names[-2:]) for names in drawn]


def scan() -> list[tuple[object, str, str]]:
    """Read everybody as a plain scan compares them: names, and the digits of the phone."""
    phones = dict(ContactPoint.objects.filter(kind="phone").values_list("member", "normal"))
    mails = dict(ContactPoint.objects.filter(kind="email").values_list("member", "normal"))
    return [
        (pk, f" {folded} {mails.get(pk, '').replace('.', ' ', 1)}", phones.get(pk, ""))
        for pk, folded in Member.objects.values_list("pk", "folded")
    ]


def agree(asked: list[str]) -> None:
    """Compare what the words find with what a scan finds, before anything is timed."""
    everybody = scan()
    for text in asked:
        words = text.split()
        wanted = {
            pk
            for pk, names, phone in everybody
            if all(f" {word}" in names or (word.isdecimal() and phone.endswith(word)) for word in words)
        }
        found = set(search.find(Member.objects.all(), text).values_list("pk", flat=True))
        assert found == wanted, text


def p95(taken: list[float]) -> float:
    """Return the milliseconds within which nineteen of twenty searches are answered."""
    return sorted(taken)[len(taken) * 95 // 100]


def in_database(text: str) -> float:
    """Return what the database itself takes to find who fits: planning and running, as it measures them."""
    found = search.hits(text)
    plan = search.first(found).explain(analyze=True, timing=False) if found is not None else ""
    return sum(float(each) for each in re.findall(r"(?:Planning|Execution) Time: ([\d.]+) ms", plan))


def by_clock(text: str) -> float:
    """Return what a page waits for: two statements, made and answered, and the rows of those who are shown."""
    before = time.perf_counter()
    search.at_once(Member.objects.people(), text)
    return 1000 * (time.perf_counter() - before)


def run(n: int) -> int:
    chance = Random(8)  # noqa: S311 - the same people each time
    seconds = store_people(n, chance)
    settle(Member, ContactPoint, MemberWord)
    one, two = asked_for(chance)
    agree([*one[:15], *two[:15]])
    quick, slower = (p95(list(map(in_database, asked))) for asked in (one, two))
    waits = [p95(list(map(by_clock, asked))) for asked in (one, two)]
    print(
        f"search among {n:,} (stored in {seconds:.1f} s, words and all), p95 of {ASKED}, same people as a plain scan:"
    )
    print(f"one word {quick:.2f} ms in the database (bar: {ONE_WORD:g}), {waits[0]:.2f} ms by the clock of the page")
    print(f"two words {slower:.2f} ms in the database (bar: {TWO_WORDS:g}), {waits[1]:.2f} ms by the clock of the page")
    return int(quick > ONE_WORD or slower > TWO_WORDS)


def main(n: int) -> int:
    """Run in an organization of its own; returns 1 when a bar is missed."""
    call_command("migrate_organizations", verbosity=0)
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    organization = create_organization(SLUG, name=SLUG, requires_mfa=[])
    try:
        with in_org(organization):
            return run(n)
    finally:
        delete_organization(organization)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
