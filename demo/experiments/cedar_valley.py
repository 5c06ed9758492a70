"""What Cedar Valley Together asks itself, and what it tried about the rent board and about its own practice."""

from demo.experiments import cedar_asking, cedar_winter
from demo.experiments.told import (
    Agreed,
    Asked,
    Counted,
    Decided,
    Learned,
    Post,
    Review,
    Sign,
    Step,
    Story,
    Tried,
)

AREAS = (
    (
        "Base building",
        (
            Asked(
                "base",
                "How might we grow a base that can win in the whole valley, not only in one building?",
                (
                    Asked(
                        "helpers",
                        "How might people who lend a hand become people who bring others?",
                        (Asked("first-ask", "How might a first ask feel like a neighbor’s question, and not like a pitch?"),),
                    ),
                    Asked("winter", "How might we hold on to each other through the winter, when meetings thin out?"),
                ),
            ),
        ),
    ),
    (
        "Governing power",
        (
            Asked(
                "rules",
                "How might tenants have a hand in the rules they live under?",
                (
                    Asked("evenings", "How might the rent board hear from people who work evenings?"),
                    Asked("seat", "How might one of us sit where the rent board’s rules are drafted?"),
                    Asked("budget", "How might forty of us read the housing budget before it is voted on?"),
                ),
            ),
        ),
    ),
    (
        "Our own practice",
        (
            Asked(
                "shared",
                "How might what we know about people be shared among us, and safe?",
                (Asked("silence", "How might we notice within a week that somebody who leads has gone quiet?"),),
            ),
            Asked("coached", "How might everyone who leads be coached, and not only those who call?"),
        ),
    ),
)  # fmt: skip

SUPPER = Tried(
    title="Testimony before supper",
    status="paused",
    asks=("evenings",),
    hypothesis=(
        "If people who work evenings record two minutes at their kitchen table, then the board will hear ten of them, "
        "because nobody has to choose between a shift and a hearing."
    ),
    accountable="Hanna Lindqvist",
    starts=-40,
    ends=20,
    rests=(-9, "The rent board moved its hearing to January. We wait for the new day."),
    steps=(
        Step("Ask the clerk whether a recording counts as testimony", "Bernard Oduya", -34, -35),
        Step("Record five, and listen to them together", "Hanna Lindqvist", -15, -13),
        Step("Record five more", "Soledad Pacheco", 10),
    ),
    success=(
        Sign("Ten recordings are played at the hearing", "", Counted("number", 10, ((-20, 2), (-13, 5)))),
        Sign("Two members of the board answer to one by name", "Minutes of the hearing"),
    ),
    failure=(Sign("Only people who speak at hearings anyway record one", "", said=("not_happening", "None of the five had ever spoken there.", -13)),),
    team=(("Bernard Oduya", "the clerk"), ("Soledad Pacheco", "recordings")),
    log=(
        Post("Hanna Lindqvist", -13, "Five are recorded. The shortest is 40 seconds, and nobody said a word after it.", ("Night shift",)),
        Post("Hanna Lindqvist", -9, "The hearing is in January now. We let it rest, and told the five ourselves before they read it."),
    ),
)  # fmt: skip

SEAT = Tried(
    title="A tenant at the drafting table",
    status="idea",
    asks=("seat",),
    hypothesis="If we offer the clerk minutes that tenants can read, then one of us will be asked to sit at the table, because somebody who takes notes is let into most rooms.",
    accountable="Imani Whitfield",
    success=(Sign("One of us is at the table when the next rule is drafted"),),
    failure=(Sign("We take notes for a year, and still wait outside"),),
)  # fmt: skip

FRIDAY = Tried(
    title="Friday hour: write it down, then lunch",
    status="running",
    asks=("shared", "silence"),
    hypothesis=(
        "If all organizers write up the week together before Friday’s lunch, then nobody’s week is missing on Monday, "
        "because the hour is in the calendar and somebody cooks."
    ),
    accountable="Bao Vang",
    starts=-38,
    ends=11,
    steps=(
        Step("Fix the hour with everyone", "Bao Vang", -38, -39),
        Step("Who cooks when", "Teresa Villanueva", -37, -36),
        Step("At the middle: ask whether the hour is worth it", "Bao Vang", -13, -14),
        Step("Decide whether it stays", "Imani Whitfield", 11),
    ),
    success=(
        Sign("Nine of ten conversations are written down in the week they happened", "Day of the talk against the day it was written", Counted("rate", 90, ((-31, 22, 31), (-17, 29, 34), (-3, 33, 36)))),
        Sign(
            "Four of five of us say the hour is worth it",
            "One question to everyone who takes part",
            Counted("pulse", 80, ((-14, 6, 7),), question="Is the Friday hour worth your Friday hour?"),
        ),
    ),
    failure=(Sign("The hour becomes a meeting", "More than ten minutes of talk that is not about somebody we met", Counted("number", 2, ((-17, 1), (-3, 2)))),),
    team=(("Teresa Villanueva", "lunch"), ("Marisol Quintero", "keeps the hour short")),
    taking_part=("Northgate", (4, 5), 8),
    is_coached=True,
    log=(
        Post("Bao Vang", -17, "29 of 34 this week. The five that are missing were all on a Thursday night."),
        Post("Bao Vang", -3, "33 of 36, and the lentils were better. We slipped into planning again; Marisol rang the bell.", ("Our own part",)),
    ),
    review=Review(
        -6,
        "What would you lose if the hour were half an hour?",
        "go_on",
        "Go on as it is. Two more Fridays will tell more than any change.",
        due=12,
    ),
)  # fmt: skip

QUIET = Tried(
    title="A name for everybody who leads",
    status="finished",
    asks=("silence", "coached"),
    hypothesis="If everyone who leads a team has one person who calls them every other week, then nobody is quiet for a month unnoticed, because somebody would miss the call.",
    accountable="Imani Whitfield",
    starts=-160,
    ends=-100,
    steps=(Step("Pair up everyone at “Leads a team”", "Imani Whitfield", -150, -152), Step("Ask both sides after two months", "Teresa Villanueva", -101, -100)),
    success=(
        Sign("Nobody who leads is without a call for a month", "List of calls", said=("met", "31 of 31, though three needed a reminder.", -100)),
        Sign("Both sides would go on", "", said=("met", "27 of 31 pairs.", -100)),
    ),
    failure=(Sign("Coaching becomes one more report", "", said=("close", "Two pairs began to fill in a form. We took the form away.", -100)),),
    team=(("Teresa Villanueva", "asks both sides"),),
    learned=(
        Learned("Pairs that meet over something to do last; pairs that meet to talk about coaching do not.", -99, ("coaching",)),
        Learned("It takes about nine days until somebody is missed, if one person is meant to miss them.", -98, ("coaching", "silence")),
    ),
    decided=(Decided("keep", "Everyone who leads has one name. New pairs are made in January and in June.", -97),),
)  # fmt: skip

FAIR = Tried(
    title="A table at the county fair",
    status="not_run",
    asks=("base",),
    hypothesis="If we have a table at the fair with one question on it, then fifty people from outside our turfs will give us a number, because they are not in a hurry there.",
    accountable="Devon Achebe",
    learned=(Learned("The fair was called off for smoke. The table and the question are in the hall, for next year.", -88, ("outdoors",)),),
)  # fmt: skip

STORY = Story(
    AREAS,
    (*cedar_asking.TRIED, *cedar_winter.TRIED, SUPPER, SEAT, FRIDAY, QUIET, FAIR),
    known=(
        Learned("A meeting that ends ten minutes early is the best invitation to the next one.", -150, ("meetings",)),
        Learned("Whoever interprets cannot also decide. Two people, always.", -61, ("language", "meetings")),
        Learned("Interpreters are asked first, and the date is set by when they can.", -34, ("language",)),
    ),
    agreed=(
        Agreed(
            -44,
            "One experiment per organizer this fall, not three. Imani says no to the next good idea until December.",
            ("Imani Whitfield", "Marisol Quintero"),
            -16,
        ),
        Agreed(
            -16,
            "Marisol hands the practice evenings to Dolores, and sits at the back of the next one.",
            ("Imani Whitfield", "Marisol Quintero"),
            12,
        ),
    ),
)
