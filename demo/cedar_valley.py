"""Cedar Valley Together: five areas of one town, and few at level 3 for the many below it."""

from demo.paths import SPAN, Step
from demo.shapes import Area, Counts, Extra, Face, Group, Kind, Rung, Town, Worker
from organizations.models import Role

EASTSIDE = ("Elm Court", "Mill Street Homes", "Alder House", "Larch Row", "Cannery Flats")
# Up, down again with a new baby, and up further.
DOLORES = (
    Step(6, "level", 1, "climb"),
    Step(118, "level", 2, "climb"),
    Step(271, "level", 1, "down"),
    Step(360, "level", 2, "climb"),
    Step(SPAN - 66, "level", 3, "climb"),
)
WHAT_DOLORES_DID = (
    "Opened and closed the floor meeting at Elm Court without me. When Efua doubted the petition, Dolores asked what "
    "she would rather do, waited for the answer, and gave her that part of the work."
)

CEDAR_VALLEY = Group(
    slug="cedar-valley",
    name="Cedar Valley Together",
    time_zone="America/Los_Angeles",
    town=Town("Cedar Valley", "OR", ("97998", "97999"), 503),
    ladder="Leadership ladder",
    rungs=(
        Rung(
            "shows_up",
            "Shows up",
            "Came to something in the last 6 months",
            (
                "Came to a meeting, an action or a house visit",
                "Answers when we call or write",
                "Can say what brought them here",
            ),
        ),
        Rung(
            "pitches_in",
            "Pitches in",
            "Takes on a task and finishes it",
            ("Said yes to a task and did it", "Comes early or stays late", "Tells us ahead when it will not work out"),
        ),
        Rung(
            "brings",
            "Brings others",
            "Makes asks that bring in new people",
            (
                "Brought two or more people who had not come before",
                "Has one-to-ones of their own",
                "Calls back the people they asked",
            ),
        ),
        Rung(
            "leads",
            "Leads a team",
            "Answers for a team and its goal",
            (
                "Has brought in three or more people",
                "Keeps what they commit to",
                "Has run a meeting start to finish",
                "Follows up with a team of their own, at least four people",
            ),
        ),
        Rung(
            "coaches",
            "Coaches leaders",
            "Builds up other team leaders",
            (
                "Meets at least two team leaders every month",
                "Helped someone start a team of their own",
                "Asks before advising",
            ),
        ),
    ),
    why=(
        "In 2019 forty families at Elm Court were told to leave within a month. Nobody knew who lived next door, so "
        "nobody called anybody. We write things down so that this does not happen again.\n\n"
        "The ladder is for us, not for them: it tells us whom to ask next, and for what. Nobody is a number. If you "
        "would not say it to Dolores at her kitchen table, do not write it here.\n\n"
        "A good week is three one-to-ones, each written down the same evening, and one person you asked for more than "
        "they expected."
    ),
    asked="Imani Whitfield",
    kind=Kind("Turf", "Turf"),
    areas=(
        Area("Eastside", EASTSIDE, "Marisol Quintero", Counts((96, 61, 21, 9, 3), 7, 17, 268)),
        Area(
            "Harbor Flats",
            ("Pier Road Homes", "Netmakers House", "Tidewater Court", "Gull Terrace"),
            "Tuấn Phạm",
            Counts((83, 52, 11, 7, 2), 5, 13, 231),
        ),
        Area(
            "Northgate",
            ("Northgate Towers", "Birch Lane", "Quarry View", "St. Brendan Apartments"),
            "Hanna Lindqvist",
            Counts((71, 48, 12, 6, 2), 5, 11, 204),
        ),
        Area(
            "Millbrook",
            ("Millrace Court", "Weaver Street", "Bobbin Yard"),
            "Priscilla Okafor",
            Counts((58, 33, 8, 5, 1), 3, 8, 152),
        ),
        Area(
            "West Valley",
            ("Orchard Park Homes", "Hopfield Road", "Meadowlark Village", "Creekside"),
            "Devon Achebe",
            Counts((104, 42, 6, 4, 1), 5, 11, 168),
        ),
    ),
    workers=(
        Worker("Teresa Villanueva", (Role.OWNER,), "teresa@demo.example.org"),
        Worker("Imani Whitfield", (Role.DIRECTOR,), "imani@demo.example.org"),
        Worker("Marisol Quintero", (Role.ORGANIZER,), "marisol@demo.example.org", scope="Eastside"),
        Worker("Bao Vang", (Role.DATA_LEAD,), "bao@demo.example.org"),
        Worker("Ruth Abelson", (Role.COACH,), "ruth@demo.example.org", is_guest=True),
        Worker("Samuel Oyelaran", (Role.VIEWER,), "samuel@demo.example.org"),
        Worker("Tuấn Phạm"),
        Worker("Hanna Lindqvist"),
        Worker("Priscilla Okafor"),
        Worker("Devon Achebe"),
    ),
    traditions={
        "spanish": 26,
        "english": 18,
        "vietnamese": 9,
        "somali": 7,
        "west african": 5,
        "yoruba": 3,
        "polish": 3,
        "arabic": 6,
        "hmong": 5,
        "haitian": 4,
        "navajo": 4,
        "korean": 3,
        "chinese": 4,
        "european": 5,
        "south asian": 4,
        "filipino": 4,
    },
    tags=(
        "Childcare helper",
        "Interprets at meetings",
        "Has a car",
        "Speaks to the press",
        "Cooks for meetings",
        "Heat campaign",
        "Rent board",
        "Can open a door",
    ),
    extras=(
        Extra(
            "Best time to call",
            "one_of",
            "So that we call when it suits them, not when it suits us.",
            ("After 6 pm", "Before work", "Weekends", "Lunch hour", "Texts only", "After the kids sleep", "Any time"),
            0.34,
            decided_by="The organizers, at their retreat.",
            harm="Little: it tells when somebody is at home.",
        ),
        Extra(
            "Needs childcare at meetings",
            "yes_no",
            "So that we have enough people and space for the children before the evening begins.",
            ("yes", "no", "no"),
            0.28,
            decided_by="The meeting committee.",
            harm="It tells who has children. Nobody outside the committee needs to know.",
        ),
    ),
    asked_lately=(
        Extra(
            "Languages for meetings",
            "several_of",
            "So that we book interpreters before we send the invitation.",
            ("English", "Spanish", "English; Spanish", "Spanish", "Twi; English", "Vietnamese"),
            0.22,
            decided_by="The members’ assembly in May.",
            harm="It can hint at where somebody was born.",
            section="Meetings",
        ),
        Extra(
            "Children who come along",
            "number",
            "So that there is a chair and a helper for each.",
            ("1", "2", "2", "3"),
            0.12,
            decided_by="The meeting committee.",
            harm="Little, as no child is named.",
            section="Meetings",
            months_kept=12,
        ),
        Extra(
            "Introduced by",
            "person",
            "So that whoever knows somebody is the one who calls.",
            ("Marisol Quintero", "Imani Whitfield", "Hanna Lindqvist"),
            0.15,
            decided_by="The organizers, at their retreat.",
            harm="It shows who knows whom.",
            section="Their home",
        ),
        Extra(
            "Lease runs until",
            "date",
            "So that nobody has to decide about a new lease alone.",
            ("2026-12-31", "2027-01-31", "2027-03-31", "2027-06-30"),
            0.1,
            decided_by="The members’ assembly in May.",
            harm="A landlord who saw it would know whom to pressure, and when.",
            section="Their home",
            readers="keepers",
            months_kept=18,
        ),
        Extra(
            "Their building online",
            "link",
            "So that we find what the city has on file about it.",
            ("https://example.org/buildings/elm-court", "https://example.org/buildings/creekside"),
            0.05,
            decided_by="The housing team.",
            harm="None that we can think of: it is public.",
            section="Their home",
        ),
        Extra(
            "Had a letter from the landlord",
            "yes_no",
            "So that a lawyer can be asked before a date in it passes.",
            ("yes", "no", "no", "no"),
            0.08,
            decided_by="The board, with the legal clinic.",
            harm="Much: it tells who is in trouble. Only owners and directors see it, for a year.",
            section="Their home",
            readers="leads",
            months_kept=12,
        ),
    ),
    first_list="Eastside base list FINAL v7.xlsx",
    roster="Old contact list",
    waiting=3,
    faces=(
        Face("Dolores", "Ankrah", "Eastside", "Elm Court", 3, "she/her", "Twi, English", DOLORES, WHAT_DOLORES_DID),
        Face("Ximena", "Duarte", "Eastside", "Elm Court", 3, "she/her", "Spanish"),
        Face("Gus", "Petrakis", "Eastside", "Elm Court", 4, "he/him", "Greek, English"),
        Face("Efua", "Ankrah", "Eastside", "Elm Court", 2, "she/her", "Twi"),
        Face("Marie-Claire", "Baptiste", "Eastside", "Elm Court", 2, "", "Haitian Creole, French"),
        Face("Jun", "Castellano", "Eastside", "Elm Court", 1, "", "Tagalog"),
        Face("Teodoro", "Ibarra", "Eastside", "Elm Court", 3, "he/him", "Spanish"),
        Face("Wendell", "Tsosie", "Eastside", "Mill Street Homes", 4, "he/him", "Navajo, English"),
        Face("Fatima", "el-Amin", "Harbor Flats", "Netmakers House", 3, "she/her", "Arabic"),
        Face("Omar", "Haddad", "Harbor Flats", "Pier Road Homes", 2, "", "Arabic"),
        Face("Bernard", "Oduya", "Northgate", "Northgate Towers", 3, "he/him", ""),
        Face("Soledad", "Pacheco", "Northgate", "Birch Lane", 2, "she/her", "Spanish"),
        Face("Ilse", "Kowalczyk", "Millbrook", "Weaver Street", 2, "", "Polish"),
        Face("Ray", "Littlecrow", "West Valley", "Hopfield Road", 3, "he/him", ""),
        Face("Deshawn", "Pruitt", "West Valley", "Orchard Park Homes", 2, "", ""),
    ),
)
