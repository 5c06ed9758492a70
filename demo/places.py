"""Where people live and how they are reached. Numbers are 555-01xx and addresses example.org: nobody answers there."""

from random import Random
from typing import NamedTuple

from demo.people import Person
from demo.shapes import Area, Group
from members.normal import fold

# An area code has a hundred numbers that are kept for examples, so a big group needs many codes.
AREA_CODES = (
    503, 971, 541, 458, 201, 973, 908, 732, 609, 856, 551, 862, 848, 313, 734, 586, 248, 947, 810, 989,
    517, 616, 269, 231, 906, 206, 253, 360, 425, 509, 564, 208, 986, 406, 307, 801, 385, 435, 702, 725,
    775, 602, 480, 520, 623, 928, 505, 575, 303, 720, 719, 970, 213, 310, 323, 408, 415, 424, 442, 510,
    530, 559, 562, 619, 626, 628, 650, 657, 661, 669, 707, 714, 747, 760, 805, 818, 831, 858, 909, 916,
    925, 949, 951, 214, 254, 281, 325, 346, 361, 409, 430, 432, 469, 512, 682, 713, 737, 806, 817, 830,
    832, 903, 915, 936, 940, 956, 972, 979, 217, 224, 309, 312, 331, 618, 630, 708, 773, 779, 815, 847,
    872, 262, 414, 534, 608, 715, 920, 218, 320, 507, 612, 651, 763, 952, 319, 515, 563, 641, 712, 216,
    220, 234, 330, 380, 419, 440, 513, 567, 614, 740, 937,
)  # fmt: skip
NUMBERS = 100

MAIL_DOMAINS = ("example.org", "example.org", "example.org", "mail.example.org", "post.example.org")
HANDLES = (
    "sunflower",
    "bluebird",
    "tomatoqueen",
    "nightbus",
    "fourthfloor",
    "grandma.of.six",
    "laundryday",
    "redbike",
    "accordion",
    "earlyshift",
    "gardener.4c",
    "twocats",
    "rainyday",
    "choirlady",
    "busdriver",
    "pepperpot",
)
# Units of a building: floor and door.
FLOORS = (1, 2, 3, 4, 5, 6)
DOORS = "ABCDEFGH"


class Contact(NamedTuple):
    """One way to reach someone, as it will be stored."""

    kind: str
    label: str
    value: str
    normal: str
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""


class Directory:
    """Gives out numbers, mail addresses and doors; no two people get the same number unless they live together."""

    def __init__(self, rng: Random, group: Group) -> None:
        self.rng = rng
        self.town = group.town
        first = AREA_CODES.index(group.town.area_code)
        self.codes = AREA_CODES[first:] + AREA_CODES[:first]
        self.n_phones = 0
        self.mails: dict[str, int] = {}
        self.areas = group.areas
        self.numbers = {building: self._number() for area in group.areas for building in area.places}

    def _number(self) -> int:
        return 45 if self.town.house else self.rng.randrange(2, 190) * 5

    def phone(self) -> Contact:
        """Return the next free number, spread over the hundred of each area code."""
        code, place = divmod(self.n_phones, NUMBERS)
        self.n_phones += 1
        # 37 and 100 have no common factor: all hundred come, not in a row.
        number = f"+1{self.codes[code % len(self.codes)]}55501{place * 37 % NUMBERS:02d}"
        label = self.rng.choices(("mobile", "home", "work", "other"), (80, 14, 3, 3))[0]
        return Contact("phone", label, number, number)

    def email(self, person: Person) -> Contact:
        """Return an address made of the name, or of a word where the name is not in Latin letters."""
        plain = fold(f"{person.given_name} {person.family_name}").split()
        is_plain = plain and "".join(plain).isascii() and self.rng.randrange(8)
        handle = f"{plain[0]}.{plain[-1]}" if is_plain else self.rng.choice(HANDLES)
        n = self.mails[handle] = self.mails.get(handle, 0) + 1
        address = f"{handle}{n if n > 1 else ''}@{self.rng.choice(MAIL_DOMAINS)}"
        return Contact("email", "other", address, address)

    def address(self, area: Area, building: str) -> Contact:
        """Return a door in a building of the group's own."""
        town = self.town
        floor = self.areas.index(area) + 1 if town.house else self.rng.choice(FLOORS)
        street = f"{self.numbers[building]} {town.house or building}, Apt {floor}{self.rng.choice(DOORS)}"
        postal_code = self.rng.choice(town.postal_codes)
        line = f"{street}, {town.city}, {town.region} {postal_code}"
        return Contact("address", "home", line, fold(line), street, town.city, town.region, postal_code)
