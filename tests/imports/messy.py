"""A list as groups really keep it: 600 rows with every kind of mess at once, invented, the same each time."""

import io
import random
from datetime import date, timedelta

from openpyxl import Workbook

ROWS = 600
GIVEN = ("Ana", "Bram", "Chidi", "Dalia", "Emeka", "Farah", "Goran", "Hana", "Ines", "Jamal", "Keiko", "Lamar", "Mirela",
         "Nasir", "Odalys", "Priya", "Quentin", "Rosa", "Samir", "Tova", "Uma", "Viktor", "Wanda", "Ximena", "Yusuf")  # fmt: skip
FAMILY = ("Abara", "Bello", "Castro", "Dubois", "Eklund", "Farouk", "Garcia", "Haddad", "Iyer", "Jansen", "Kovacs",
          "Lindqvist", "Moreno", "Nakamura", "Okafor", "Petrov", "Quispe", "Rahman", "Silva", "Tanaka", "Ueda",
          "Vargas", "Weber", "Yilmaz")  # fmt: skip
NICK = {"Viktor": "Vic", "Rosa": "Rosie", "Samir": "Sam", "Odalys": "Ody"}
# Eleven spellings of four buildings.
BUILDINGS = {
    "Elm Court": ("Elm Court", "elm ct", "Elm Crt."),
    "Harbor Flats": ("Harbor Flats", "harbr flats", "Harbor  Flats "),
    "Northgate": ("Northgate", "NG apts", "northgate apts"),
    "West Valley": ("West Valley", "W. Valley"),
}
LEVELS = ("1", "2", "3", "2?", "2/3", "leader!!")
LEVEL_WEIGHTS = (40, 30, 20, 4, 3, 3)
CONSENTS = ("yes", "Y", "x", "no", "opted out", "subscribed", "")
HEADINGS = ("Full Name", "cell #", "E-mail", "Bldg", "LVL", "Level date", "ok to text", "Notes (private)")
FIRST_ROW = 5


def phone(n: int, style: int) -> str:
    """Write one of 600 numbers in one of six styles."""
    area, line = 503, f"{2000 + n:04}"
    return (
        f"({area}) 555-{line}", f"{area}.555.{line}", f"{area}555{line}", f"+1 {area} 555 {line}",
        f"1-{area}-555-{line}", f"{area}-KLM-{line}",
    )[style]  # fmt: skip


def name(n: int) -> tuple[str, str]:
    """Name one of 600 people: no two have the same."""
    return GIVEN[n % len(GIVEN)], FAMILY[n // len(GIVEN)]


def written(n: int) -> str:
    """Write a name in one of the ways that lists have."""
    given, family = name(n)
    if n % 7 == 0:
        nick = f" ({NICK[given]})" if given in NICK else ""
        return f"{family}, {given}{nick}"
    return f"{given} {family}" if n % 5 else f"  {given.upper()}  {family.upper()} "


def day(n: int) -> str:
    """Write a day: month first, day first where it cannot be mistaken, without a year, by name, or as ISO."""
    on = date(2026, 1, 10) + timedelta(days=n % 250)
    styles = (f"{on.month}/{on.day}/{on.year}", f"{on.month}/{on.day}", on.isoformat(), f"{on:%b} {on.day}, {on.year}")
    return f"{on.day}/{on.month}/{on.year}" if on.day > 12 and n % 11 == 0 else styles[n % 4]


def email(n: int) -> str:
    given, family = name(n)
    plain = f"{given}.{family}{n}".lower()
    slip = {100: "@gmial.com", 200: "@yahoo.con", 300: "@gmailcom", 400: "@hotmial.com"}.get(n)
    return f"{plain}{slip or '@example.org'}" if slip or n % 3 else ""


def row(n: int, rng: random.Random) -> list[str]:
    building = rng.choice([spelling for spellings in BUILDINGS.values() for spelling in spellings])
    level = rng.choices(LEVELS, LEVEL_WEIGHTS)[0] if n >= len(LEVELS) else LEVELS[n]
    number = phone(n, n % 6) if n not in (37, 137) else "503-555-019"
    consent = rng.choice(CONSENTS) if n != 50 else "ask her son"
    return [written(n), number, email(n), building, level, day(n), consent, "sister in 2B" if n % 9 == 0 else ""]


def workbook() -> bytes:
    """Title rows, a merged heading, 600 rows with empty ones and people twice between them, and a row of totals."""
    rng, book, file = random.Random(600), Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Eastside base list FINAL v7"])
    sheet.append(["printed for the May meeting, do not forward"])
    sheet.append([])
    sheet.append(list(HEADINGS))
    sheet.merge_cells("A1:H1")
    for n in range(ROWS - 20):
        sheet.append(row(n, rng))
        if n % 100 == 50:
            sheet.append([])
    for n in range(20):  # people who stand there twice, once more with a little less
        sheet.append([*row(n * 7 + 1, rng)[:2], "", "", "", "", "", ""])
    sheet.append(["TOTAL", str(ROWS), "", "", "", "", "", ""])
    book.save(file)
    return file.getvalue()
