"""A text that a group can start from when it writes why it does this. Shown as ours until someone makes it theirs."""

from django.utils.translation import gettext_lazy as _

TEXT = _(
    "We write down who we meet and what we heard so that no one is forgotten when one of us is tired, away or gone.\n"
    "\n"
    "We keep track of where people stand because we want to ask the right thing of each person: not too much of someone "
    "who has just come, and not too little of someone who is ready to lead. A level is never a mark. It says what we "
    "have seen someone do, and who saw it.\n"
    "\n"
    "What we keep belongs to the people it is about. We write only what we would read out to them, and we never write "
    "down what could hurt them.\n"
    "\n"
    "A good week here: you had the conversations you promised, you wrote each of them down on the same day, and there is "
    "one person you can name who took a step."
)
