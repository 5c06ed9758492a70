"""What people told organizers of themselves. Nobody of them exists: the sentences were made up for these pages."""

BEGAN = (
    "I came at the time we had agreed on, and we sat in the kitchen.",
    "We talked on the bench behind the building, because inside the walls are thin.",
    "Short at the door first, then {name} waved me in.",
    "Met at the bus stop by chance and walked together to the market.",
    "I asked what it is like to live here, and then listened for a long time.",
    "{name} wanted to know first what I get out of this. I told the truth.",
    "Coffee, too sweet, and a plate that was never empty.",
    "We folded laundry while we talked.",
    "It was the second try; this time there was an hour.",
    "Between two shifts, twenty minutes in the car.",
    "{other} had said that I should talk with {name}, and was right.",
    "Began with the photographs in the hallway, who is who.",
)
BEGAN_FAR = (
    "Called after supper, as {name} had asked me to.",
    "A call that began with “I only have five minutes” and took forty.",
    "Reached {name} on the third number, the daughter’s.",
    "We spoke by video; the neighbor’s child held the phone.",
    "{name} called back on the way home from work.",
)
MIDDLE = (
    "I asked what would have to be different in a year. Long silence, then: “That somebody asks again.”",
    "Asked who else feels it, and three names came without thinking.",
    "The question what {name} would do about it, if nobody could say no, was answered with a laugh and then with a plan.",
    "I told what had brought me here, and after that it was a different talk.",
    "We drew the floor on the back of an envelope: who talks to whom.",
    "{name} does not like meetings. Small ones at a table are another matter.",
    "There is a grudge with {other} about a parking space from years ago. Good to know before seating them together.",
    "We agreed on nothing, and that was fine: first time somebody only listened.",
    "{name} asked whether one has to be good at talking. I said that one has to be good at asking.",
    "Brother-in-law works for the housing office; {name} would rather that nobody leaned on that.",
)
ENDED = (
    "At the door {name} said: come again, and bring {other}.",
    "I owe an answer, and said by when.",
    "Left with a jar of pickles and two names.",
    "Next time I would ask sooner and tell less.",
    "{name} will think about it until the week is over, and will call either way.",
    "Said yes to a small thing and wrote the day on the calendar, in ink.",
    "Did not say yes, and did not close the door.",
    "I have the feeling that {name} has been waiting for years to be asked.",
    "Would come with somebody, not alone.",
)
GROUP = (
    "Five of us round the table in the laundry room. {name} spoke last and changed where it went.",
    "Stairwell talk that nobody had planned; it ended with chairs being brought out.",
    "House meeting at {name}’s: everyone told one thing that nobody here knew of them.",
    "The floor sat together after the boiler failed again. {name} wrote down who has which trouble.",
)
COACHING = (
    "Went through the last meeting together. {name} saw without my help where it had been lost, and what to ask next time.",
    "{name} practiced the ask with me three times. The third one was not mine any more.",
    "We looked at the list: whom {name} asks, whom {other} does, and whom nobody has to.",
    "Talked about letting go of a task. {name} will give the sign-in table to {other}, and stand beside once.",
)
TEXTED = (
    "Wrote that the shift was changed and Thursday is free now. Asked what to bring.",
    "Sent a picture of the letter. I will ask the clinic what the date in it means.",
    "“Cannot come but tell them I am with them.” Asked for another day.",
)
TRIED = {
    "no_answer": ("", "", "Rang twice, the light was on.", "A dog, and nobody else. Try on a weekend."),
    "left_message": (
        "",
        "The mailbox said the name, so it is the right one.",
        "Left word with the son that I will try again on Saturday.",
    ),
    "wrong_number": ("", "Somebody else has this number now and was kind about it."),
    "moved": ("A neighbor says that they live at the sister’s now, maybe until summer.",),
}
# Told at one go, and in the languages in which they were told.
WHOLE = (
    (
        "{name} grew up on a farm where the well belonged to four families. Every spring the four fought, and every summer "
        "they drank. “That is all I know of politics,” and it is quite a lot. Wants to meet the people of the third floor."
    ),
    (
        "Asked about the scar on the table: the eldest, with a spoon, the day the notice came. They did not eat, they read "
        "it aloud in turns until nobody was afraid of a word in it. {name} would do that with others too."
    ),
    (
        "{name} was a nurse for thirty years and is nobody’s nurse now. Knows of every building who cannot take the stairs. "
        "We made a list by floors, from memory, with what each is good at. Eleven people, eleven things."
    ),
    (
        "Drove a bus here until the line was cut. Still knows the minute at which each stop was reached, and who stood there. "
        "{name} thinks that one could find all of them again. I think so too."
    ),
    "We talked about God for an hour and about the landlord for five minutes, and {name} said it was the same hour.",
    (
        "{name} has buried a child here and will not move, whatever the rent is. I had nothing to say, and said that. "
        "We sat. Later: “Ask me something that I can do.”"
    ),
    (
        "Three sisters in two rooms, one passport. {name} does the talking for all of them and is tired of it. Would like to "
        "learn how to get the other two to speak."
    ),
    (
        "The barbershop is where it happens. {name} cuts, people talk, nobody writes anything down. We could hold the next "
        "meeting there on a Monday, when it is closed."
    ),
    (
        "Platicamos en la cocina mientras hervían los frijoles. {name} dice que no le falta valor, le falta compañía. "
        "Si vienen dos vecinas más, habla en la audiencia."
    ),
    (
        "{name} me enseñó la carta que no había abierto. La abrimos juntos. Era menos de lo que temía y más de lo justo. "
        "Va a contarlo en la reunión del martes, con sus palabras."
    ),
    (
        "En su pueblo juntaban a la gente tocando la campana. “Aquí no hay campana, hay grupos de mensajes, y nadie los "
        "lee.” {name} quiere ir de puerta en puerta, como antes."
    ),
    (
        "Trabaja de noche y duerme de día, con el taladro de la obra al lado. Pidió que nunca le llamemos antes de las dos. "
        "A las tres contesta de buen humor."
    ),
    "قالت إن جدتها كانت تقول: الباب الذي لا يُطرق لا يُفتح. تريد أن تطرق أبواب الطابق كله، لكن مع شخص يتكلم العربية.",
    "שתינו תה, והיא סיפרה על הבניין שבו גדלה: שם ידעו כולם מי חולה ומי בלי עבודה. כאן היא רוצה לדעת לפחות שלושה שמות.",
)

# What somebody said yes to, and how it went where that is known.
YESES = (
    "Bring two neighbors to the Tuesday meeting",
    "Call the four names on the list",
    "Put the notice up on every floor",
    "Come early and set up the chairs",
    "Ask at the mosque whether we can have the hall",
    "Write down every night without heat for two weeks",
    "Speak for two minutes at the hearing",
    "Take the sign-in table",
    "Cook for the house meeting",
    "Translate for the third floor",
    "Drive Mrs. Lacson to the hearing",
    "Talk with the sister-in-law about the petition",
)
KEPT_NOTES = ("", "", "", "Brought three, in fact", "Was there before me", "With the cousin, and both stay")
OPEN_NOTES = ("The child was ill; is glad to be asked again", "Nobody opened, tries on Sunday", "Had to work")
CHANGED_TO = ("Calls two of them, and I call the others", "Writes it down, and somebody else reads it", "In a month")

# What an organizer owes.
OWED = (
    "Ask the clinic what the date in the letter means",
    "Bring the phone list in large print",
    "Find a ride for the hearing",
    "Send the day of the next house meeting",
    "Call back about the deposit",
    "Ask who else speaks Arabic on that floor",
    "Lend the folding table",
    "Say thank you for the soup, and bring the pot back",
    "Find out whether child care can be paid",
    "Tell how the meeting with the manager went",
)
DONE_NOTES = ("", "", "Told on the phone", "Left it with the daughter", "Together at the kitchen table")
HANDED = ("You know the family", "I am away until Monday", "In Spanish, please: mine is not good enough for this")

PROMPTS = (
    ("Always good to ask", (
        "What brought you here, and what keeps you here?",
        "When did you last change something together with others?",
        "Whom do people here go to when something is wrong?",
    )),
    ("Warm homes", (
        "How cold does it get where you sleep?",
        "What have you tried already, and what came of it?",
    )),
)  # fmt: skip
ANSWERS = (
    (
        "Came for one winter, for the cousin’s wedding. That was nineteen years ago.",
        "The rent was low and the school was near. One of the two is still true.",
        "My mother is buried on the hill. One does not leave that.",
        "El trabajo en la enlatadora. Se fue la enlatadora, yo no.",
    ),
    (
        "The stop sign. We stood there with the baby carriages.",
        "Back home, the well. Here never, nobody asked.",
        "In the union, at the mill, before they closed it.",
    ),
    (
        "To the lady with the plants on the second floor.",
        "To the barber. He knows a lawyer.",
        "To nobody. That is the trouble.",
        "A mí, la verdad. Y yo ya no puedo sola.",
    ),
    (
        "Fifty-four by the bed, in socks and a hat.",
        "Not cold, wet. It runs down the wall.",
        "We all sleep in one room.",
    ),
    (
        "Called nine times. They know my voice and hang up kindly.",
        "Bought a heater. Then the bill came.",
        "Wrote a letter with my son. No answer, but it is a good letter.",
    ),
)
