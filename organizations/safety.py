"""How safe a group's people are: what the system sees for itself, and what only people can answer."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organizations import registry
from organizations.models import Membership, Organization, Role
from organizations.registry import Finding, Looked
from organizations.requests import OrganizationRequest
from organizations.signing_in.required import with_second_step
from stpnet.in_org import on_public_side

LONG_AWAY = timedelta(days=90)
REACH_MANY = {Role.OWNER, Role.DIRECTOR, Role.DATA_LEAD}
# After this long a group looks again.
GOOD_FOR = timedelta(days=180)


class Question(NamedTuple):
    """What no program can see, and what to do when the answer is no."""

    key: str
    text: str | Promise
    todo: str | Promise


QUESTIONS = [
    Question(
        "devices",
        gettext_lazy("Is every phone and laptop that opens this site locked with a code?"),
        gettext_lazy("Go round the table once. A phone without a code is an open list."),
    ),
    Question(
        "own_sign_in",
        gettext_lazy("Does everybody sign in as themselves?"),
        gettext_lazy(
            "A shared password cannot be taken from one person. Invite everyone who needs it; it costs nothing."
        ),
    ),
    Question(
        "copies",
        gettext_lazy("Are old copies of the list gone: laptops, shared drives, mail?"),
        gettext_lazy("Search for them together, delete them, and empty the bin. What is here is the copy to keep."),
    ),
    Question(
        "paper",
        gettext_lazy("Do you know where the sheets of the last meetings are, and when they are shredded?"),
        gettext_lazy("Name one person. Once a sheet is typed in, it is shredded."),
    ),
    Question(
        "lost_phone",
        gettext_lazy("If somebody loses a phone tonight, do they know whom to call?"),
        gettext_lazy("Say the names of two owners at the next meeting. Either signs the phone out in one tap."),
    ),
    Question(
        "told",
        gettext_lazy("Do the people on the list know that they are on it, and what for?"),
        gettext_lazy("Say it when you write somebody down. Who does not want it is erased on request."),
    ),
]


class Asked(NamedTuple):
    question: Question
    looked_at: date | None
    is_due: bool


def findings(request: OrganizationRequest) -> list[Finding]:
    """Return what the system sees, what needs doing first."""
    with on_public_side():
        rows = with_second_step(
            Membership.objects.current().of_the_group().with_roles().filter(organization=request.organization)
        )
        belonging = [row for row in rows.select_related("user") if row.held]
    looked = Looked(request, belonging)
    found = [*_own(looked), *(each for look in registry.self_checks for each in look(looked))]
    return sorted(found, key=lambda each: each.is_good)


def questions(organization: Organization) -> list[Asked]:
    """Return what people answer, with the day on which the group last looked."""
    today, made = organization.today(), []
    for question in QUESTIONS:
        said = organization.looked_at.get(question.key)
        day = date.fromisoformat(said) if said else None
        made.append(Asked(question, day, day is None or day + GOOD_FOR < today))
    return made


def _own(looked: Looked) -> Iterator[Finding]:
    here, people = looked.request.organization, reverse("organizations:people", args=[looked.request.organization.slug])
    without = [row for row in looked.belonging if REACH_MANY & set(row.held) and not row.second_step]
    yield Finding(
        _("Does everyone who reaches all people have a second step?"),
        _("Without one: %(names)s.") % {"names": names(without)} if without else _("Yes, all of them."),
        not without,
        _("Ask for it: settings, signing in. They are led through it the next time they come."),
        reverse("organizations:settings", args=[here.slug]),
    )
    away = [row for row in looked.belonging if (row.user.last_login or row.created_at) < timezone.now() - LONG_AWAY]
    yield Finding(
        _("Has everyone with access been here in the last 90 days?"),
        _("Not seen: %(names)s.") % {"names": names(away)} if away else _("Yes."),
        not away,
        _("Ask whether they still need it, and take out who does not. Whoever comes back gets a new invitation."),
        people,
    )
    owners = [row for row in looked.belonging if Role.OWNER in row.held]
    n = len(owners)
    yield Finding(
        _("Can somebody step in when an owner is away?"),
        ngettext("There is %(n)d owner.", "There are %(n)d owners.", n) % {"n": n},
        n > 1,
        _("Make a second person an owner: one alone cannot sign a lost phone out while asleep."),
        people,
    )
    decided = here.note_retention_months is not None and bool(here.do_not_write)
    yield Finding(
        _("Is it written down how long notes are kept, and what not to write?"),
        _("Yes.") if decided else _("Not yet."),
        decided,
        _("Decide it together. What is not there cannot leak, and no court can ask for it."),
        reverse("organizations:settings", args=[here.slug]),
    )


def names(rows: Iterable[Membership]) -> str:
    """Name a few, and count the others."""
    said = sorted(str(row.user) for row in rows)
    more = len(said) - 5
    return ", ".join(said[:5]) + (_(" and %(n)d more") % {"n": more} if more > 0 else "")
