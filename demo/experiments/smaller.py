"""What the demo's other two groups ask themselves and tried: Lakeside Alliance and Elm Court Tenants."""

from demo.experiments.told import (
    Agreed,
    Asked,
    Comment,
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

LAKESIDE = Story(
    areas=(
        (
            "Base building",
            (
                Asked(
                    "together",
                    "How might people who share a shift and people who share a street win together?",
                    (Asked("stewards", "How might a steward be missed for one day, and not for a month?"),),
                ),
            ),
        ),
        ("Governing power", (Asked("water", "How might the city’s water contract be written with those who drink it?"),)),
    ),
    tried=(
        Tried(
            title="Every steward names a second",
            status="running",
            asks=("stewards",),
            hypothesis="If each steward names a second before the holidays, then a grievance is taken up within two days whoever is away, because the shift already knows whom to ask.",
            accountable="Adaeze Okonkwo",
            starts=-21,
            ends=28,
            steps=(
                Step("Ask 40 stewards whom the shift turns to when they are out", "Adaeze Okonkwo", -10, -9),
                Step("One hour for each pair, with an old grievance to read", "Yusuf Elmi", 10),
                Step("A week in which the seconds answer", "Mirosława Piątek", 24),
            ),
            success=(
                Sign("Old Harbor and the others have 175 stewards", "The list of stewards counts itself", Counted("view", 175, view="Stewards", people=("", (5,)), baseline=160)),
                Sign("Grievances are taken up within two days", "", Counted("rate", 80, ((-14, 9, 14), (-2, 13, 16)))),
            ),
            failure=(Sign("The second is the steward’s cousin", "More than one in five", Counted("rate", 20, ((-9, 5, 38),))),),
            team=(("Yusuf Elmi", "the hour for pairs"), ("Mirosława Piątek", "the week of seconds")),
            is_coached=True,
            level=5,
            log=(
                Post("Dariusz Wójcik", -9, "38 of 40 named somebody on the spot. Two said: nobody. Those are the shifts we go to first."),
                Post(
                    "Dariusz Wójcik",
                    -2,
                    "13 of 16 within two days. The nights are still slower than the days.",
                    ("Night shift",),
                    (Comment("Ruth Abelson", -1, "What do the two without a second do on their day off?"),),
                ),
            ),
            review=Review(-1, "Who decides, the steward or the shift?", "change", "Let the shift confirm the second by a show of hands, once.", due=13),
        ),
        Tried(
            title="Bus yard breakfast",
            status="finished",
            asks=("together",),
            hypothesis="If parents of the block bring breakfast to the bus yard before the first run, then drivers come to the block’s meeting, because somebody came to theirs first.",
            accountable="Leticia Robledo",
            starts=-120,
            ends=-75,
            success=(Sign("Ten drivers come to a meeting of the block", "", Counted("number", 10, ((-100, 3), (-76, 11)))),),
            failure=(Sign("The supervisor ends it", "", said=("not_happening", "He ate with us from the second week on.", -75)),),
            learned=(Learned("Go to where people wait anyway. At half past five nobody is in a hurry yet.", -74, ("workplaces", "food")),),
            decided=(Decided("keep", "One breakfast a month, each time at another yard.", -73),),
            is_coached=True,
        ),
        Tried(
            title="Water bills read aloud",
            status="planned",
            asks=("water",),
            hypothesis="If twenty households bring their water bills to the library and read them aloud, then five will speak at the council, because they heard that theirs is not the only one.",
            accountable="Desmond Tolliver",
            starts=14,
            ends=49,
            steps=(Step("Ask the library for two Saturdays", "Desmond Tolliver", 7),),
            success=(Sign("Five speak at the council", "Minutes", Counted("number", 5)),),
            failure=(Sign("People are ashamed of what they owe", "We ask each one afterward"),),
        ),
    ),
    agreed=(Agreed(-37, "Start with the shifts where nobody named a second. Talk again after the week of seconds.", ("Dariusz Wójcik",), 26),),
    known=(Learned("A picket with a thermos lasts twice as long as one without.", -45, ("outdoors",)),),
)  # fmt: skip

ELM_COURT = Story(
    areas=(("Base building", (Asked("floors", "How might every floor look after its own cold nights?"),)),),
    tried=(
        Tried(
            title="A thermometer by the stairs",
            status="running",
            asks=("floors",),
            hypothesis="If each floor writes down the temperature by the stairs at seven every evening, then the landlord repairs the boiler within the month, because forty evenings in one hand are hard to wave away.",
            accountable="Gloria Núñez",
            starts=-16,
            ends=19,
            steps=(
                Step("Four thermometers, hung at the height of a child", "Lucille Toussaint", -15, -15),
                Step("A copy to the city after two weeks", "Gloria Núñez", -2, -2),
            ),
            success=(
                Sign("Nine of ten evenings are written down", "", Counted("rate", 90, ((-9, 24, 28), (-2, 51, 56)))),
                Sign("Twelve people come down to meetings", "The list counts itself", Counted("view", 12, view="Comes down", people=("", (1,)))),
            ),
            failure=(Sign("One person writes for the whole house", "", said=("not_happening", "Seven different hands on the sheets.", -2)),),
            team=(("Lucille Toussaint", "third floor"),),
            log=(Post("Gloria Núñez", -2, "51 of 56 evenings. On the third floor it was never above 62 degrees. The sheets went to the city today."),),
        ),
        Tried(
            title="Laundry room hours",
            status="finished",
            asks=("floors",),
            hypothesis="If somebody with the key sits in the laundry room on Saturday mornings, then new neighbors come down without being asked, because they have to wash anyway.",
            accountable="Gloria Núñez",
            starts=-95,
            ends=-60,
            success=(Sign("Six neighbors whom nobody knew", "", Counted("number", 6, ((-80, 2), (-61, 7)))),),
            learned=(Learned("Folding together is a conversation. Bring a basket of your own.", -59, ("neighbors",)),),
            decided=(Decided("change", "Every other Saturday, and never the same person twice in a row.", -58),),
        ),
    ),
)  # fmt: skip
