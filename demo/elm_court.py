"""Elm Court Tenants: one house, four levels, forty people who mostly know each other."""

from demo.shapes import Area, Counts, Extra, Face, Group, Kind, Rung, Town, Worker
from organizations.models import Role

ELM_COURT = Group(
    slug="elm-court",
    name="Elm Court Tenants",
    time_zone="America/New_York",
    town=Town("Wexley", "NJ", ("08999",), 201, house="Elm Court"),
    ladder="Our floors",
    rungs=(
        Rung(
            "shows_up",
            "Comes down",
            "Comes to a tenant meeting when there is one",
            ("Was at one of the last three meetings", "Opens the door when we knock"),
        ),
        Rung(
            "pitches_in",
            "Lends a hand",
            "Does one thing for the house and tells us it is done",
            ("Put up the notices, cooked, translated or kept the list", "Reported a repair in writing"),
        ),
        Rung(
            "brings",
            "Knocks",
            "Knocks on the doors of the floor and brings a neighbor down",
            ("Knocked on at least five doors", "Brought a neighbor who had not come before"),
        ),
        Rung(
            "leads",
            "Holds a floor",
            "The floor turns to them, and they answer for it",
            ("Knows every door of the floor by name", "Speaks for the floor with the landlord"),
        ),
    ),
    kind=Kind("Floor", "Floors"),
    areas=(
        Area("Ground floor", (), "Gloria Núñez", Counts((2, 2, 0, 1), 0, 0, 2)),
        Area("Second floor", (), "Gloria Núñez", Counts((3, 3, 1, 1), 1, 1, 3)),
        Area("Third floor", (), "Gloria Núñez", Counts((4, 2, 0, 1), 0, 1, 3)),
        Area("Fourth floor", (), "Gloria Núñez", Counts((3, 2, 1, 0), 1, 1, 2)),
    ),
    workers=(Worker("Gloria Núñez", (Role.OWNER, Role.ORGANIZER), "gloria@demo.example.org"), Worker("Winston Sewell")),
    traditions={"spanish": 6, "english": 5, "haitian": 3, "polish": 2, "arabic": 2, "west african": 2, "filipino": 1},
    tags=("Has a key to the laundry room", "Interprets at meetings", "On the heat log"),
    extras=(
        Extra(
            "Best time to knock",
            "one_of",
            "So that we do not wake those who work at night.",
            ("After 5 pm", "Saturday mornings", "Not before noon", "Any time", "Text first"),
            0.5,
            decided_by="The floor captains.",
            harm="It tells when somebody is at home, so it stays among us.",
        ),
    ),
    first_list="tenants spring.csv",
    roster="Sign-in book",
    waiting=1,
    faces=(Face("Lucille", "Toussaint", "Third floor", "", 4, "she/her", "Haitian Creole"),),
)
