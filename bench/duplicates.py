"""Who is here twice: how well it is found in lists with known duplicates, and how fast in a long one.

Each list comes in by the command, every row kept, and is looked over with the one setting there is; only which column
is what differs. Groups are compared pair by pair with the truth, which the matcher is never shown.
"""

import csv
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import StringIO
from itertools import accumulate, batched, combinations
from pathlib import Path
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import CommandError, call_command  # noqa: E402 - Django first
from django.db.models import Model  # noqa: E402

from imports.models import ImportRow  # noqa: E402
from members.duplicates import finding  # noqa: E402
from members.models import ContactPoint, Member  # noqa: E402
from organizations.actions import create_organization, delete_organization  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stpnet.db.copying import copy_into  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dedupe"
type Columns = dict[str, str | None]

ADDRESS: Columns = {
    "rec_id": "external_id", "given_name": "given_name", "surname": "family_name", "street_number": "newfield",
    "address_1": "street", "address_2": "street2", "suburb": "city", "postcode": "postal_code", "state": "region",
    "date_of_birth": None, "soc_sec_id": None,
}  # fmt: skip
FULL = ADDRESS | {"date_of_birth": "newfield"}
SPLINK: Columns = {
    "unique_id": "external_id", "first_name": "given_name", "surname": "family_name", "dob": "newfield", "city": "city",
    "email": "email", "cluster": None,
}  # fmt: skip
HISTORICAL: Columns = {
    "unique_id": "external_id", "first_name": "given_name", "surname": "family_name", "dob": "newfield",
    "birth_place": "newfield", "postcode_fake": "postal_code", "cluster": None, "full_name": None,
    "first_and_surname": None, "gender": None, "occupation": None,
}  # fmt: skip


class Case(NamedTuple):
    """A list, which of its columns is what, and the least that has to come of it."""

    name: str
    files: tuple[str, ...]
    columns: Columns
    truth: str
    f1: float
    precision: float = 0


CASES = (
    Case("febrl1, names and address", ("febrl1",), ADDRESS, "febrl1_true_links", 0.975, 0.98),
    Case("febrl2, names and address", ("febrl2",), ADDRESS, "febrl2_true_links", 0.955, 0.98),
    Case("febrl1", ("febrl1",), FULL, "febrl1_true_links", 0.99),
    Case("febrl2", ("febrl2",), FULL, "febrl2_true_links", 0.99),
    Case("febrl4", ("febrl4a", "febrl4b"), FULL, "febrl4_true_links", 0.99),
    Case("splink_fake_1000", ("splink_fake_1000",), SPLINK, "cluster", 0.85),
    Case("historical_6k_a", ("historical_6k_a",), HISTORICAL, "cluster", 0.82),
)
SLUG = "bench-duplicates"
# A list is numbered like its sheet, where the headings are the first row.
FIRST_ROW = 2


def main(n: int) -> int:
    """Run everything, the long list with n people; returns 1 when a bar is missed."""
    call_command("migrate_organizations", verbosity=0)
    missed = 0
    if DATA.is_dir():
        missed = sum([_scored(case) for case in CASES])
    else:
        print(f"no lists with known duplicates: {DATA} is not there")
    return int(missed + _timed(n) > 0)


def _scored(case: Case) -> int:
    rows = [row for file in case.files for row in _rows(file)]
    organization = _fresh()
    _bring(organization.slug, rows, case.columns)
    with in_org(organization):
        before = time.perf_counter()
        _people, _found, groups, _shared = finding.find()
        seconds = time.perf_counter() - before
        # By the row of the list: not every id of one is taken for one, "0" says that there is none.
        key = next(name for name, field in case.columns.items() if field == "external_id")
        made = ImportRow.objects.exclude(member=None).values_list("member_id", "number")
        ids = {pk: rows[number - FIRST_ROW][key] for pk, number in made}
    delete_organization(organization)
    said = {pair for group in groups for pair in combinations(sorted(ids[pk] for pk in group.members), 2)}
    truth = _truth(case, rows)
    right = len(said & truth)
    precision, recall = right / max(len(said), 1), right / len(truth)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{case.name}: F1 {f1:.4f} (bar {case.f1}), precision {precision:.4f}, recall {recall:.4f}, "
        f"{len(rows):,} rows in {seconds:.1f} s"
    )
    return int(f1 < case.f1 or precision < case.precision)


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, skipinitialspace=True))


def _truth(case: Case, rows: Iterable[Mapping[str, str]]) -> set[tuple[str, str]]:
    if case.truth != "cluster":
        pairs = (sorted(row.values()) for row in _rows(case.truth))
        return {(one, other) for one, other in pairs}
    clusters: dict[str, list[str]] = {}
    for row in rows:
        clusters.setdefault(row["cluster"], []).append(row["unique_id"])
    return {pair for ids in clusters.values() for pair in combinations(sorted(ids), 2)}


def _bring(slug: str, rows: list[dict[str, str]], columns: Columns) -> None:
    """Bring a list in as anyone would from a terminal, all of its rows."""
    with tempfile.TemporaryDirectory() as folder:
        path, mapping = Path(folder) / "list.csv", Path(folder) / "mapping.json"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        mapping.write_text(json.dumps(columns))
        # It says with an error that rows were left behind: some have nothing to know anybody by.
        with suppress(CommandError):
            call_command(
                "import_members",
                str(path),
                organization=slug,
                mapping=mapping,
                keep_all_rows=True,
                json=True,
                stdout=StringIO(),
            )


def _fresh() -> Organization:
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    return create_organization(SLUG, name=SLUG, requires_mfa=[])


def _timed(n: int) -> int:
    with in_org(_fresh()) as organization:
        made_up(n)
        before, cpu = time.perf_counter(), time.process_time()
        people, found, groups, _shared = finding.find()
        seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
    delete_organization(organization)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    largest = max(block.largest for block in found.blocks)
    print(
        f"{people.n:,} people: {seconds:.1f} s ({cpu:.1f} s of this process), {peak:.0f} MB, {len(groups):,} groups, "
        f"{found.n_pairs:,} pairs looked at, largest block {largest:,} (bar at 1,000,000: 60 s, 1,500 MB)"
    )
    return int(seconds > max(60 * n / 1_000_000, 20) or peak > 1500)  # noqa: PLR2004 - the bar


def made_up(n: int) -> None:
    """Store people whose names and places are as uneven as real ones; one in forty is there twice, with a slip."""
    chance = random.Random(7)  # noqa: S311 - the same list each time
    parts = ["ba", "ko", "li", "mar", "ten", "so", "ri", "da", "el", "vin", "ha", "tor", "nes", "pe", "zu", "gra"]
    words = ["".join(chance.choices(parts, k=chance.choice((2, 3, 3, 4)))).title() for _each in range(40_000)]
    given = list(accumulate(1 / (at + 3) for at in range(1_500)))
    family = list(accumulate(1 / (at + 20) for at in range(len(words))))
    firsts = chance.choices(words[:1_500], cum_weights=given, k=n)
    lasts = chance.choices(words, cum_weights=family, k=n)
    rows, points = [], []
    last = ("", "", "", "")
    for at in range(n):
        name, surname, phone, place = firsts[at], lasts[at], f"+1503{chance.randrange(2_000_000, 9_999_999)}", str(at)
        if at % 40 == 1:
            name, surname, phone, place = last[0], last[1][:-1], last[2], last[3]
        last = (name, surname, phone, place)
        pk = f"01900000-0000-7000-8000-{at:012x}"
        city = words[int(chance.paretovariate(0.6)) % 700]
        rows.append((pk, "person", "contact", name, surname, "", "", "", "", "", "", f"{name} {surname}".lower(), ""))
        points.append((pk, "phone", "mobile", phone, phone, "", "", "", "", "", "good", "", "", "", ""))
        street = f"{chance.randrange(1, 900)} {chance.choice(words)} St" if at % 40 != 1 else f"{place} Same St"
        zip_code = f"{10_000 + hash(city) % 3_000}"
        whole = f"{street} {city} {zip_code}"
        points.append(
            (pk, "address", "home", whole, whole.lower(), street, city, "OR", zip_code, "", "good", "", "", "", "")
        )
    names = (
        "given_name family_name middle_name suffix preferred_name pronouns language employer folded archived_because"
    )
    _copy(Member, f"id kind status {names}", rows)
    of_point = "member_id kind label value normal street city region postal_code country standing may_call may_text may_mail consent_source"
    _copy(ContactPoint, of_point, points)


def _copy(model: type[Model], columns: str, rows: list[tuple[str, ...]]) -> None:
    """Store a part at a time, as lists come in: no statement may take minutes."""
    for part in batched(rows, 50_000):
        copy_into(model._meta.db_table, columns.split(), part)  # noqa: SLF001


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
