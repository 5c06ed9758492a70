"""What Cedar Valley Together tried about asking: how people who help become people who bring others."""

from demo.experiments.told import (
    Comment,
    Counted,
    Decided,
    Learned,
    Post,
    Review,
    Sign,
    Step,
    Tried,
)

OWN_FLOOR = Tried(
    title="Three doors on your own floor",
    status="running",
    asks=("first-ask",),
    hypothesis=(
        "If people who already pitch in ask at three doors of their own floor, with somebody on the phone beside them, "
        "then every third of them will bring a neighbor to a meeting within a month, because they begin where they are "
        "known and nobody has to sound like us."
    ),
    accountable="Marisol Quintero",
    starts=-33,
    ends=16,
    steps=(
        Step("Choose 18 people who pitch in, in three buildings", "Marisol Quintero", -31, -32),
        Step("Find each of them a partner who has done this before", "Gus Petrakis", -27, -24),
        Step(
            "One evening of practice: say why you are in this, then ask",
            "Dolores Ankrah",
            -20,
            -20,
            (
                Step("Cut the page of talking points to two lines", "Ximena Duarte", -22, -20),
                Step("Rice and something for forty, and the children next door", "Teodoro Ibarra", -20, -20),
            ),
        ),
        Step("Three doors each", "", 8),
        Step("Partner calls back within two days of each door", "Gus Petrakis", 10),
        Step("Read the notes aloud together, and decide", "Marisol Quintero", 15),
    ),
    success=(
        Sign(
            "Six of the 18 bring a neighbor",
            "They reach “Brings others”, with the evening it happened written down",
            Counted("moved", 6, level=3),
        ),
        Sign(
            "Half of all asks end in a yes to something",
            "The partner writes it down on the call",
            Counted("rate", 50, ((-18, 4, 11), (-11, 11, 24), (-3, 21, 39))),
        ),
        Sign(
            "Eastside has 165 people who show up or pitch in",
            "The list “Eastside, first two levels” counts itself",
            Counted("view", 165, view="Eastside, first two levels", people=("Eastside", (1, 2)), baseline=150),
        ),
        Sign("Four of five organizers would do it again", "We ask at the last meeting"),
    ),
    failure=(
        Sign("More than five stop before their third door", "Their partner says so", Counted("number", 5, ((-11, 1), (-3, 3)))),
        Sign(
            "Staff end up asking in their place",
            "Asks made by one of us, of all asks",
            Counted("rate", 10, ((-11, 3, 24), (-3, 6, 39))),
        ),
    ),
    team=(("Gus Petrakis", "partners"), ("Dolores Ankrah", "practice evening"), ("Imani Whitfield", "notes")),
    documents=(("Two lines instead of a page", ""), ("What to write down after a door", "https://example.org/after-a-door")),
    taking_part=("Eastside", (2, 3), 18),
    is_coached=True,
    level=3,
    learned=(
        Learned("Two lines are enough. With a page in hand everybody sounds like the page.", -19, ("asks", "practice")),
        Learned("A call back holds when its hour is fixed on the doorstep, and drifts when it is “tomorrow”.", -10, ("asks",)),
    ),
    left_open=("Who asks on floors where nobody pitches in yet?",),
    log=(
        Post(
            "Imani Whitfield",
            -20,
            "Practice evening: 15 of 18 came. After the first round we threw the page away and wrote two lines on the "
            "wall. Teodoro said his in Spanish and half the room switched.",
            ("Practice",),
        ),
        Post(
            "Marisol Quintero",
            -11,
            "Four people say the third door is the hard one: the first two were friends. Ximena knocked where she had "
            "walked past for a year, and stayed for coffee. 24 asks so far, 11 of them a yes.",
            ("Fear", "Neighbors"),
            (
                Comment("Ruth Abelson", -10, "Stay with that coffee. What was said in the fifth minute that was not said at the others?"),
                Comment("Marisol Quintero", -9, "I asked. She stopped explaining and asked about the radiator."),
            ),
        ),
        Post(
            "Marisol Quintero",
            -3,
            "39 asks, 21 of them a yes. Six of the asks were mine or Imani’s, because it was late and we were there. "
            "Writing it down so that we see it.",
            ("Our own part",),
        ),
    ),
    review=Review(
        -2,
        "Six asks were made by staff. Was that kindness, or did you not trust the partner to call?",
        "change",
        "The practice evening did more than the doors. Go on, and let the partner be the one who is there.",
        due=9,
        on_hypothesis="“Within a month” can turn out wrong, good. “Nobody has to sound like us” cannot: how would you hear it?",
        on_sign=("Staff end up asking in their place", "You are over your own limit. Say in the log what you do about it."),
    ),
)  # fmt: skip

CHILDREN_FIRST = Tried(
    title="First the children, then the meeting",
    status="running",
    asks=("helpers",),
    hypothesis=(
        "If the first thing we ask of somebody new is to bring their children along to a room that is ready for them, "
        "then more of those who said yes will come, because the evening no longer costs them a sitter."
    ),
    accountable="Priscilla Okafor",
    starts=-12,
    ends=23,
    steps=(
        Step("Ask the school for the gym next to the hall", "Priscilla Okafor", -10, -11),
        Step("Two people from the list of childcare helpers each evening", "Ilse Kowalczyk", -5, -6),
        Step("Put the children on the invitation, above the agenda", "Bao Vang", -4, -4),
        Step("Ask every family at the door what they would need next time", "Priscilla Okafor", 1),
        Step("Count again after the second meeting", "Bao Vang", 21),
    ),
    success=(
        Sign(
            "Six of ten who were asked to the march say yes",
            "Answers to the invitation, as they are written down",
            Counted("yes", 60, activity="March to the landlord’s office"),
        ),
        Sign(
            "Twelve come to the postcards",
            "The list at the door",
            Counted("came", 12, activity="Postcards to the council"),
        ),
        Sign("Parents stay until the end", "Whoever is at the door notes when families leave"),
    ),
    failure=(
        Sign("The same two people look after the children each time", "", Counted("number", 1, ((-5, 0), (-1, 1)))),
        Sign("It becomes an evening for families, and others stay away", "We ask five people who live alone"),
    ),
    team=(("Ilse Kowalczyk", "room and helpers"), ("Bao Vang", "invitation")),
    level=1,
    log=(
        Post("Priscilla Okafor", -6, "The gym is ours on Thursdays. The caretaker asked what for, and then asked when the next meeting is."),
        Post("Bao Vang", -1, "Eleven children on the list for Thursday, from seven families. Three of the families are new to us."),
    ),
)  # fmt: skip

CALL_OR_TEXT = Tried(
    title="A call or a text before the assembly",
    status="running",
    asks=("first-ask", "winter"),
    hypothesis=(
        "If somebody who knows them calls two days before the assembly, then more will come than after a text, because "
        "a question from a voice is harder to put off."
    ),
    accountable="Bao Vang",
    starts=-26,
    ends=5,
    steps=(
        Step("Part the list by lot, evenly from each turf", "Bao Vang", -24, -25),
        Step("Write the text together; no exclamation marks", "Samuel Oyelaran", -16, -15),
        Step("Call one half, text the other, on the same evening", "Devon Achebe", -4, -4),
        Step("Count who came, once, after the second assembly", "Bao Vang", 4),
    ),
    success=(
        Sign(
            "Ten points more come after a call",
            "Those called against those texted, of everyone on the list",
            Counted("groups", 10, ((-19, 31, 148, 43, 151), (-4, 37, 148, 58, 151))),
        ),
    ),
    failure=(
        Sign("Callers give up before half of their list", "", Counted("number", 2, ((-4, 1),))),
        Sign("People ask not to be called", "Written down on the call", Counted("rate", 5, ((-4, 3, 151),))),
    ),
    team=(("Devon Achebe", "callers"), ("Samuel Oyelaran", "the text")),
    documents=(("How the list was parted", ""),),
    is_coached=True,
    log=(
        Post("Bao Vang", -19, "First assembly: 31 of 148 came after a text, 43 of 151 after a call. Too early to say, and we agreed not to look again before the second one."),
        Post("Devon Achebe", -4, "Nine of ten callers finished their lists. The tenth lost her voice, so her sister read the names and she texted. We counted those as called."),
    ),
    review=Review(
        -14,
        "What will you do if the difference is four points? Write it down before you look.",
        "go_on",
        "A fair test. Leave the figures alone until both evenings are over.",
        due=4,
    ),
)  # fmt: skip

STORIES_FIRST = Tried(
    title="Stories before signatures",
    status="finished",
    asks=("first-ask",),
    hypothesis=(
        "If we ask at the door what the building was like when people moved in, before anything is signed, then more of "
        "those who sign will come to something, because they have said aloud what they want back."
    ),
    accountable="Devon Achebe",
    starts=-130,
    ends=-84,
    steps=(
        Step("Sixty doors with the story, sixty with the petition alone", "Devon Achebe", -100, -98),
        Step("Write the stories down the same evening", "Deshawn Pruitt", -96, -97),
        Step("Ask both halves to the hearing", "Ray Littlecrow", -90, -90),
    ),
    success=(
        Sign(
            "Of those who told a story, twice as many come",
            "The list at the hearing",
            Counted("groups", 10, ((-85, 6, 60, 17, 60),)),
        ),
        Sign("Every story is written down the same evening", "", said=("within_reach", "52 of 60; the rest came back from memory.", -84)),
    ),
    failure=(Sign("Doors take so long that we reach half as many", "", said=("not_happening", "Eleven minutes instead of seven.", -84)),),
    team=(("Ray Littlecrow", "hearing"), ("Deshawn Pruitt", "notes")),
    learned=(
        Learned("People who said what they miss came almost three times as often: 17 of 60 against 6 of 60.", -83, ("doors", "stories")),
        Learned("The question that opens most doors is about the year they moved in.", -83, ("doors",)),
    ),
    decided=(Decided("keep", "At every door the story comes first, and the petition is what comes of it.", -82),),
    left_open=("Does a story told on the phone do the same?",),
    log=(Post("Devon Achebe", -97, "A man on Hopfield Road talked for half an hour about the peach trees that stood where the lot is. Then he asked for three more sheets.", ("Home",)),),
)  # fmt: skip

HOSTS = Tried(
    title="Two hosts for every house visit evening",
    status="planned",
    asks=("helpers",),
    hypothesis=(
        "If each evening has a host who opens the home and one who invites, then half of those evenings will be hosted "
        "by somebody who never did, because the work no longer hangs on one person."
    ),
    accountable="Tuấn Phạm",
    starts=9,
    ends=58,
    steps=(
        Step("Ask ten people in Harbor Flats which of the two they would rather be", "Tuấn Phạm", 6),
        Step("Write one page: what a host does, and what not", "Fatima el-Amin", 8),
        Step("First two evenings", "Omar Haddad", 20),
    ),
    success=(
        Sign("Eight evenings by the last day", "", Counted("number", 8)),
        Sign("Half of the hosts have never hosted", "", Counted("rate", 50)),
        Sign("Harbor Flats has 12 people who bring others", "The list counts itself", Counted("view", 12, view="Harbor Flats, brings others", people=("Harbor Flats", (3,)))),
    ),
    failure=(Sign("Tuấn hosts more than one himself", "", Counted("number", 1)),),
    team=(("Fatima el-Amin", "the page for hosts"), ("Omar Haddad", "first evenings")),
    is_coached=True,
    level=3,
    documents=(("Who would rather open, who would rather invite", ""),),
)  # fmt: skip

TRIED = (OWN_FLOOR, CHILDREN_FIRST, CALL_OR_TEXT, STORIES_FIRST, HOSTS)
