"""What Cedar Valley Together tried so that people hold on to each other through the winter."""

from demo.experiments.told import Comment, Counted, Decided, Learned, Post, Sign, Step, Tried

FIVE_EACH = Tried(
    title="Five calls each before nightfall",
    status="running",
    asks=("winter",),
    hypothesis=(
        "If a closure is told by a tree of five calls each instead of by two people with a list, then everyone hears "
        "within three hours, because nobody has more to do than fits between work and supper."
    ),
    accountable="Hanna Lindqvist",
    starts=-48,
    ends=-5,
    steps=(
        Step("Draw the tree for Northgate, 80 households", "Hanna Lindqvist", -44, -42),
        Step("One drill on a weekday", "Bernard Oduya", -30, -28),
        Step("One drill without warning", "Bernard Oduya", -10, -12),
        Step("Mend the branches that broke", "Soledad Pacheco", -6),
    ),
    success=(
        Sign("Nine of ten households hear within three hours", "Everybody texts back one word", Counted("rate", 90, ((-28, 58, 80), (-12, 74, 80)))),
        Sign("Nobody has to make more than five calls", "We ask at the soup"),
    ),
    failure=(Sign("A branch is silent for a day", "", Counted("number", 2, ((-28, 4), (-12, 1)))),),
    team=(("Bernard Oduya", "drills"), ("Soledad Pacheco", "the tree")),
    is_coached=True,
    follows="A list of two hundred for two callers",
    log=(
        Post("Hanna Lindqvist", -28, "First drill: 58 of 80 within three hours. Four branches stopped at somebody who works nights."),
        Post(
            "Hanna Lindqvist",
            -12,
            "Second drill, nobody was told: 74 of 80. The branches now have a second name for the night shift.",
            ("Night shift",),
            (Comment("Ruth Abelson", -11, "You changed one thing and it moved. That belongs among the learnings."),),
        ),
    ),
)  # fmt: skip

TWO_HUNDRED = Tried(
    title="A list of two hundred for two callers",
    status="finished",
    asks=("winter",),
    hypothesis="If two of us call everyone in one evening, then everyone hears the same thing, because it is the same two voices.",
    accountable="Hanna Lindqvist",
    starts=-210,
    ends=-180,
    success=(Sign("All 200 are reached in one evening", "Tally of the callers", said=("behind", "112 of 200, and it was eleven at night.", -179)),),
    failure=(Sign("The callers do not want to do it again", "", said=("happening", "One said so, the other laughed.", -179)),),
    learned=(Learned("Two people can reach about sixty households in an hour, and then nobody else that week.", -178, ("calls", "rest")),),
    decided=(Decided("stop", "No list for two any more. Whatever has to reach everybody is passed on.", -178),),
    left_open=("How might a call pass through people who work nights?",),
)  # fmt: skip

SUNDAYS = Tried(
    title="Meetings on Sunday afternoon",
    status="finished",
    asks=("winter",),
    hypothesis="If we meet on Sunday afternoon instead of Tuesday night, then a third more come, because nobody is tired yet.",
    accountable="Priscilla Okafor",
    starts=-260,
    ends=-205,
    success=(Sign("A third more come than on Tuesdays", "", Counted("number", 40, ((-240, 24), (-226, 27), (-206, 22)), baseline=30)),),
    failure=(Sign("People have to choose between us and their congregation", "We ask", said=("happening", "Nine families told us so, kindly.", -204)),),
    learned=(Learned("Sundays belong to somebody already. Ask before taking a day.", -203, ("meetings",)),),
    decided=(Decided("stop", "Back to Tuesday. Twice a year we meet on a Sunday at a congregation that invites us.", -202),),
)  # fmt: skip

SOUP = Tried(
    title="Soup, and a chair for whoever comes late",
    status="running",
    asks=("winter",),
    hypothesis=(
        "If there is soup in Northgate every other Thursday and nothing on the agenda, then as many come in January as "
        "came in September, because a warm room needs no reason."
    ),
    accountable="Hanna Lindqvist",
    starts=-19,
    ends=70,
    steps=(
        Step("A pot, and somebody for each Thursday", "Soledad Pacheco", -17, -18),
        Step("Ask each guest whom they would bring", "Bernard Oduya", 30),
    ),
    success=(
        Sign(
            "Northgate keeps 119 people on the first two levels",
            "The list “Northgate, first two levels” counts itself",
            Counted("view", 119, view="Northgate, first two levels", people=("Northgate", (1, 2)), baseline=110),
        ),
        Sign("Twenty at each soup", "Bowls", Counted("number", 20, ((-17, 13), (-3, 18)))),
    ),
    failure=(Sign("Only those come who came anyway", "New faces, of all faces", said=("not_happening", "Five of 18 were new last Thursday.", -3)),),
    team=(("Soledad Pacheco", "pot and people"), ("Bernard Oduya", "door")),
    log=(
        Post(
            "Hanna Lindqvist",
            -3,
            "18 bowls. Somebody’s grandmother took over the kitchen within ten minutes, and we let her.",
            (),
            (Comment("Imani Whitfield", -2, "Ask her to choose the next pot. That is how it stops being ours."),),
        ),
    ),
)  # fmt: skip

TRIED = (FIVE_EACH, TWO_HUNDRED, SUNDAYS, SOUP)
