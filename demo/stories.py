"""What organizers wrote down when they placed someone. Every group shares the sentences and fills in its own details."""

from random import Random

EVIDENCE: dict[str, tuple[str, ...]] = {
    "signs": (
        "Signed the {topic} card at the table outside {place}. Wanted to know who else had.",
        "Signed at the door in {place} and asked to be told when something happens.",
        "Signed the pledge on {issue} after {other} explained it at the bus stop.",
        "Filled in the {topic} petition online and answered when I called the next day.",
        "Signed at the {event}. In a hurry, but left a number.",
    ),
    "shows_up": (
        "Came to the {event} and stayed to the end.",
        "First time at the {event}. Sat at the back, asked one good question about {issue}.",
        "Came with {other} to the {event}. Said nobody had ever asked before.",
        "Was at the {event} with two children and a bag of groceries. Stayed an hour.",
        "Met us at the door in {place}, then came to the {event} as promised.",
        "Came to the {event}. Listened more than talked, took a leaflet for the neighbor in {door}.",
        "Turned up at the hearing on {issue}, straight from work.",
        "Came to the {event} because of {issue}. Angry, and glad not to be alone with it.",
    ),
    "pitches_in": (
        "Said yes to making {food} for the {event} and brought enough for forty.",
        "Put up the {topic} notices in {place}, all of them, by the day we agreed.",
        "Kept the sign-in table at the {event} from start to end.",
        "Translated for four people at the {event}. Offered before I could ask.",
        "Took the {topic} log for {place} and hands it in every Friday.",
        "Called {n} people from the list for the {event} and wrote down what each one said.",
        "Drove {other} and two more to the {event}, and back.",
        "Watched the children at the {event} so that the parents could talk.",
        "Took photographs of every broken heater in {place} and sent them with door numbers.",
        "Came early to set up the {event} and had already found the missing key.",
    ),
    "brings": (
        "Brought {other} and the neighbor from {door} to the {event}. Neither had come before.",
        "Asked {n} people in {place}; {fewer} came to the {event}.",
        "Made the ask at {door} alone: said why, asked, and waited for the answer.",
        "Three people told me they came to the {event} because {name} asked them.",
        "Has a list of {n} names in a notebook and calls them before each meeting.",
        "Knocked the whole floor about {issue} with {other}. Five of them signed up for the {event}.",
        "Asked again after a no, two weeks later, and got a yes from {other}.",
        "Turned a complaint about {issue} into an invitation, twice in one evening.",
        "Had a one-to-one with {other} over {food} and did not talk about us for the first half hour.",
    ),
    "stands_for": (
        "The shift sends new people to {name} first. Took up the {topic} grievance and won it.",
        "Chosen by a show of hands, {n} to 2. Asked for training the same day.",
        "Went with {other} into the meeting about {issue} and took notes that held up.",
        "Knows what everyone there earns and who is afraid. Nobody else does.",
        "Wrote up the {topic} violation in the shop's own words, and {n} people signed it.",
        "Stood up when the supervisor read the list, and then everyone did.",
    ),
    "leads": (
        "Ran the {event} start to finish. I said maybe ten words.",
        "Has a team of {n} that meets without me. They set the date for the next {event} themselves.",
        "Handed out the {topic} work to {other} and three more, and checked on each of them by Thursday.",
        "Led the debrief after the {event}: what worked, what did not, who felt left out.",
        "Said “we are going to” where it used to be “the committee should”.",
        "When the {topic} talks went wrong, the team came to {name}, not to us.",
        "Answers for the {place} goal: {n} homes by the end of the season, {fewer} so far.",
        "Gave the hardest part of the {event} to {other}, who had never spoken, and stood beside.",
    ),
    "coaches": (
        "Meets {other} every second week and asks more than tells. The team there has doubled.",
        "Helped {other} start a team of their own in {place} and then stopped coming, on purpose.",
        "Sat with two team leaders after the {event} and let them find the mistake.",
        "Taught the one-to-one training to {n} people. I watched.",
        "{other} told me: “I called {name} before I quit, and then I did not quit.”",
        "Passed the {topic} team on to {other} and now holds three leaders together.",
    ),
    "still": (
        "Still there. Came to the {event} and did the usual part well.",
        "Talked for half an hour on the stairs in {place}. Nothing has changed; good to have asked.",
        "We looked at it together and agreed: right where it is for now.",
        "Two months of keeping on, no more and no less. The baby comes first this winter.",
        "Went through the list with {other}. This one is right.",
        "Called about {issue}. Same place, same good humor, would like to do more after the move.",
    ),
    "down": (
        "New baby. Comes when it works out, asks to be asked again in spring.",
        "Two jobs since the summer. Gave the list to {other} and will still come to the {event}.",
        "Took on too much at once. We agreed on one task, and that it is fine.",
        "Caring for a parent. Wants to stay in, not to lead, until that is settled.",
        "Has not asked anybody since the {event}; we talked, and it was the wrong time.",
    ),
    "quiet": (
        "No answer to {fewer} calls and two texts since the {event}.",
        "Nobody has spoken with {name} in half a year. {other} tried twice.",
        "Not seen since the {topic} vote. The number still rings.",
        "Has not come since the {event}. A neighbor says all is well, just busy.",
        "Six months without a word. Worth a visit rather than another call.",
    ),
    "back": (
        "Came back to the {event} and picked up the {topic} task again.",
        "Answered the door in {place}: had been away for work, asked what was missed.",
        "Wrote first, after months: “is there still room for me?” There is.",
        "{other} brought {name} back to the {event}. It was like no time had passed.",
        "Back since the {event}. Was waiting for someone to call.",
    ),
    "unsure": (
        "Does a lot, but always together with {other}. I want to see one ask made alone.",
        "Two of us see it differently. Look again after the {event}.",
        "Moved here from another group; I only know what {other} told me.",
        "Said yes to three things and the date of none has come yet.",
        "Only met on the phone so far. Meeting in {place} next month.",
    ),
    "off": (
        "Moved out of town. Wants the newsletter and nothing else.",
        "Asked us not to count on them. Thanked for everything, no hard feelings.",
        "Was put on the ladder by mistake: came along with {other} once, lives elsewhere.",
    ),
}
VOID_REASONS = (
    "Logged on the wrong person",
    "It was the sister who came",
    "Heard it second hand, it was not so",
    "Wrong date, entered again",
)
# As part of a word, and alone.
TOPICS = (
    ("heat", "the heat"),
    ("repair", "repairs"),
    ("rent increase", "the rent increase"),
    ("water bill", "the water bill"),
    ("mold", "mold"),
    ("bus line", "the bus line"),
    ("crossing", "the school crossing"),
    ("lockout", "the lockout"),
    ("playground", "the playground"),
)
EVENTS = (
    "laundry room meeting",
    "Tuesday meeting",
    "rent board hearing",
    "house meeting",
    "potluck",
    "picket",
    "Saturday clean-up",
    "phone bank",
    "fall assembly",
    "leadership training",
    "courthouse vigil",
)
FOODS = ("tamales", "jollof rice", "pierogi", "phở", "sambusas", "bean soup", "arroz con pollo", "egg rolls", "pie")


class Storyteller:
    """Fills the sentences in with a group's places and people."""

    def __init__(self, rng: Random, people: list[str]) -> None:
        self.rng = rng
        self.people = people

    def tell(self, kind: str, name: str, place: str) -> str:
        """Return one organizer's words about someone who lives in that place."""
        rng = self.rng
        n = rng.randint(5, 14)
        topic, issue = rng.choice(TOPICS)
        return rng.choice(EVIDENCE[kind]).format(
            name=name,
            place=place,
            other=self._other(name),
            topic=topic,
            issue=issue,
            event=rng.choice(EVENTS),
            food=rng.choice(FOODS),
            door=f"{rng.randint(1, 6)}{rng.choice('ABCDEF')}",
            n=n,
            fewer=n // 2 + 1,
        )

    def _other(self, name: str) -> str:
        other = self.rng.choice(self.people)
        return other if other != name else self.rng.choice([each for each in self.people if each != name])
