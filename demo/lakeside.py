"""Lakeside Alliance: a union and its neighbors, seven levels, people known by home and by workplace."""

from demo.shapes import Area, Counts, Extra, Group, Kind, Rung, Town, Worker, spread
from organizations.models import Role

COUNTS = Counts((2610, 1480, 905, 118, 164, 61, 17), 140, 520, 6025)
# Neighborhood: share, blocks, organizer.
NEIGHBORHOODS: dict[str, tuple[int, tuple[str, ...], str]] = {
    "Old Harbor": (17, ("Anchor Street", "Ropewalk", "Lamplighter Row", "Customs Square"), "Adaeze Okonkwo"),
    "Foundry Hill": (15, ("Crucible Street", "Ingot Lane", "Slag Hill Homes", "Bellows Court"), "Mirosława Piątek"),
    "Lower Basin": (14, ("Lockkeepers Row", "Barge Street", "Towpath Homes", "Sluice Court"), "Harrison Begay"),
    "St. Casimir": (12, ("Chapel Street", "Rosary Square", "Sexton Lane"), "Leticia Robledo"),
    "Gaslight": (12, ("Lantern Court", "Meter Street", "Wick Lane", "Retort House"), "Yusuf Elmi"),
    "Prairie Gate": (11, ("Bluestem Road", "Switchgrass Homes", "Coneflower Court"), "Maly Xiong"),
    "North Pier": (10, ("Breakwater Towers", "Beacon Street", "Driftwood Lane"), "Desmond Tolliver"),
    "University Flats": (9, ("Ledger Street", "Inkwell Court", "Quill Lane"), "Soo-yeon Kang"),
}

LAKESIDE = Group(
    slug="lakeside",
    name="Lakeside Alliance",
    time_zone="America/Chicago",
    town=Town("Harlow Lake", "MI", ("49990", "49991", "49992"), 313),
    ladder="Seven steps",
    rungs=(
        Rung(
            "signs",
            "Signed on",
            "Signed a card, a petition or a pledge",
            ("Signed, and knew what for", "Gave us a way to reach them"),
        ),
        Rung(
            "shows_up",
            "Came out",
            "Came to a meeting, a picket or a hearing this year",
            ("Was there in person", "Stayed to the end or told us why not"),
        ),
        Rung(
            "pitches_in",
            "Took a task",
            "Did one piece of work that the rest needed",
            ("Took a task and finished it", "Wore the button where the boss could see it"),
        ),
        Rung(
            "brings",
            "Asks others",
            "Asks co-workers and neighbors, and some come",
            ("Moved three people to come out", "Keeps a list of their own", "Asks again after a no"),
        ),
        Rung(
            "stands_for",
            "Steward",
            "Others on the shift or the block turn to them first",
            ("Chosen by the shift or the block", "Has taken up a grievance", "Knows everyone's name there"),
        ),
        Rung(
            "leads",
            "Leads a team",
            "Answers for a team and its goal",
            ("Runs a team of five or more", "Hands out work and asks how it went", "Leads the debrief"),
        ),
        Rung(
            "coaches",
            "Coaches leaders",
            "Builds up people who lead teams",
            ("Meets two or more team leaders each month", "Has handed a team of their own to someone else"),
        ),
    ),
    kind=Kind("Neighborhood", "Neighborhoods"),
    areas=tuple(
        Area(name, blocks, organizer, counts)
        for (name, (_share, blocks, organizer)), counts in zip(
            NEIGHBORHOODS.items(), spread(COUNTS, [share for share, *_ in NEIGHBORHOODS.values()]), strict=True
        )
    ),
    workplaces=Kind(
        "Workplace",
        "Workplaces",
        {
            "Harlow General Hospital": (
                "Nursing, days",
                "Nursing, nights",
                "Food service",
                "Housekeeping",
                "Transport",
            ),
            "City of Harlow Lake": ("Sanitation", "Parks", "Libraries", "Water works"),
            "Lakeshore School District": ("Bus yard", "Kitchens", "Classroom aides", "Custodians"),
            "Tri-County Transit": ("North garage", "South garage", "Dispatch"),
            "Greatwater Foods": ("Packing line", "Cold store", "Loading dock"),
        },
    ),
    workers=(
        Worker("Dariusz Wójcik", (Role.OWNER,), "dariusz@demo.example.org"),
        Worker("Ruth Abelson", (Role.COACH,), "ruth@demo.example.org", is_guest=True),
        *(Worker(organizer) for _share, _blocks, organizer in NEIGHBORHOODS.values()),
    ),
    traditions={
        "english": 30,
        "polish": 12,
        "spanish": 14,
        "arabic": 9,
        "somali": 6,
        "hmong": 5,
        "yoruba": 3,
        "west african": 5,
        "vietnamese": 4,
        "haitian": 3,
        "navajo": 2,
        "korean": 2,
        "chinese": 4,
        "european": 8,
        "south asian": 6,
        "filipino": 4,
    },
    tags=(
        "Strike fund",
        "Contract committee",
        "Interprets at meetings",
        "Retired",
        "Phone bank",
        "Has a van",
        "Choir",
        "Ward captain",
        "New hire",
    ),
    extras=(
        Extra(
            "Shift",
            "one_of",
            "So that meetings can be held when people are not at work or asleep.",
            ("Days", "Evenings", "Nights", "Split", "Rotating", "Weekends only"),
            0.3,
            decided_by="The delegates’ council.",
            harm="An employer could see who meets whom after work.",
        ),
        Extra(
            "Would host a house meeting",
            "yes_no",
            "So that we know whom to ask when a block wants to meet.",
            ("yes", "no"),
            0.1,
            decided_by="The neighborhood captains.",
            harm="Little. Ask again before you tell anybody an address.",
        ),
    ),
    first_list="alliance master roster.csv",
    roster="Union roster",
    waiting=9,
)
