"""What comes up again and again in the conversations of a demo organization, in sentences made up for these pages."""

from typing import NamedTuple


class About(NamedTuple):
    """A theme, what belongs to it, and sentences in which it comes up."""

    name: str
    meaning: str
    sentences: tuple[str, ...]


THEMES = (
    About(
        "Rent",
        "Increases, deposits, fees, and having to choose what to pay first.",
        (
            "The rent goes up by a hundred and forty in the spring, and {name} has put the letter behind the clock so as not to see it.",
            "There is a fee for paying online and a fee for paying at the desk; {name} asked me which of the two is the free one.",
            "{name} still waits for the deposit of the last place, two years on.",
            "Since the increase the car is sold, and the bus takes an hour and ten.",
            "Half of the pay is gone on the first, before the fridge is looked at.",
        ),
    ),
    About(
        "Heat and mold",
        "Cold rooms, damp walls, and what they do to people’s health.",
        (
            "The bedroom wall is wet from October on, and the little one coughs until May.",
            "They heat with the oven door open and know what that can do.",
            "{name} showed me the thermometer: fifty-four degrees at breakfast.",
            "The mold was painted over in August and was back before school began.",
            "The neighbor below has the same stain in the same corner; until today neither knew.",
        ),
    ),
    About(
        "Repairs",
        "What is broken, for how long, and what happens when one asks.",
        (
            "The elevator has been out for nine weeks, and {name} carries the groceries up in three trips.",
            "Every request gets a number and no date. {name} keeps the numbers in a biscuit tin.",
            "The lock of the front door was fixed the morning after six of them called, one after the other.",
            "Somebody came about the sink, took a photograph, and that was in March.",
        ),
    ),
    About(
        "Afraid to speak up",
        "What holds people back: papers, the boss, the landlord, having been burned before.",
        (
            "{name} signs nothing since a signature cost the old job.",
            "“If I complain they look at my papers,” and then we were quiet for a while.",
            "The manager knows which car belongs to whom, so {name} parks two streets away on meeting nights.",
            "It is not fear, {name} says, it is counting: who would still be standing there on the second day?",
            "A cousin spoke at a hearing once and was called a liar in front of everyone. That is still in the room.",
        ),
    ),
    About(
        "Work and hours",
        "Shifts, pay, two jobs, and no evening that is one’s own.",
        (
            "The schedule comes on Sunday night for Monday morning.",
            "{name} cleans offices from ten to six and has not had dinner with the children since August.",
            "Three of the shift were sent home without pay when the line stopped, and nobody wrote it down. Now somebody does.",
            "Two jobs, and the second one only pays for getting to the first.",
        ),
    ),
    About(
        "Children and school",
        "Child care, the way to school, what young people need here.",
        (
            "There is no crossing between the school and the stop, and {name} walks eleven children over every morning.",
            "The after-school place closed; since then the stairwell is the after-school place.",
            "The oldest wants to know why nobody asks people of sixteen anything.",
            "With somebody to watch the children {name} would come to every meeting.",
        ),
    ),
    About(
        "Being alone",
        "Nobody to call, a new town, someone who is missing.",
        (
            "Since the funeral the phone rings on Sundays and then not again.",
            "{name} has lived here for six years and knows the names of two dogs and one neighbor.",
            "“I talk to the radio. It is polite, it never interrupts.”",
            "Nobody had been in the apartment since the move. There were already two cups on the table.",
        ),
    ),
    About(
        "Getting around",
        "Buses, sidewalks, and places one cannot get to.",
        (
            "The last bus goes at seven; the evening class ends at eight.",
            "With the walker it is the street or nothing, the sidewalk ends at the bakery.",
            "{name} was late for dialysis twice and has started to take pictures of the empty timetable.",
        ),
    ),
    About(
        "What they are proud of",
        "What people can do, have done, and would like to pass on.",
        (
            "{name} ran a kitchen for two hundred back home and misses the noise.",
            "The garden behind the building was {name}’s idea, and so are the nine kinds of peppers.",
            "{name} kept forty women in one choir for eleven years, “so do not tell me that people cannot be organized.”",
            "Three languages, and a way of making people laugh before they sit down.",
            "Taught half of the building to ride a bicycle, the grown-ups too.",
        ),
    ),
    About(
        "What gives hope",
        "What has worked before, and what people believe could.",
        (
            "They won the stop sign in ’09 with a card table and a petition, and {name} still has the pen.",
            "“My grandmother got the water into our village. I only have to get it into the third floor.”",
            "{name} came home from the hearing and could not sleep, for once out of gladness.",
            "The first time that all nine doors of the floor were open at the same time.",
        ),
    ),
)
