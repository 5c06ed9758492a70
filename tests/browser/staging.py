"""Run in the site's environment: organizations and people of one test's own, and time that passes.

A story changes settings and passwords, so each run of it has its own, never met before: `fresh("story")`.
"""

import subprocess
import sys
from uuid import uuid4

from tests.browser.site import ROOT, Site

# Where a day begins last. Where it begins first it is another day, at any hour.
_FAR_WEST = "Pacific/Pago_Pago"


def fresh(word: str) -> str:
    """Make a slug that no run has used."""
    return f"{word}-{uuid4().hex[:8]}"


def stage(site: Site, scene: str, *words: str) -> None:
    """Set one of the scenes below up on the site."""
    subprocess.run([sys.executable, "-m", "tests.browser.staging", scene, *words], cwd=ROOT, env=site.env, check=True)


def group(slug: str) -> None:
    """Make a group with an owner and an organizer, <role>@<slug>.example.org.

    It has two units, Nadia, who does not sign in yet, and five others: Ana and Ben have the organizer, Cleo and Dan
    live on the North Side, Eve nowhere.
    """
    from members.actions import add_member
    from members.models import ContactPoint, Member, Unit, UnitKind
    from organizations.actions import create_organization
    from stpnet.in_org import in_org
    from tests.seeds import SETTLED

    made = create_organization(slug, name="Harbor Street", requires_mfa=[], time_zone=_FAR_WEST, **SETTLED)
    keys = {role: account(f"{role}@{slug}.example.org", role, slug) for role in ("owner", "organizer")}
    with in_org(made):
        organizer, kind = Member.objects.get(user_id=keys["organizer"]), UnitKind.objects.get()
        north, _south = (
            Unit.objects.create(kind=kind, name=name, folded=name.lower()) for name in ("North Side", "South Side")
        )
        for name, columns, units in [
            ("Ana", {"organizer": organizer}, {}), ("Ben", {"organizer": organizer}, {}),
            ("Cleo", {}, {kind: north}), ("Dan", {}, {kind: north}), ("Eve", {}, {}),
        ]:  # fmt: skip
            add_member(by=None, columns={"given_name": name, "family_name": "Harbor", **columns}, units=units)
        address = ContactPoint(kind="email", value=f"nadia@{slug}.example.org", normal=f"nadia@{slug}.example.org")
        add_member(by=None, columns={"given_name": "Nadia", "family_name": "Known"}, contacts=[address])


def account(email: str, role: str, slug: str) -> object:
    """Let someone sign in to the group with this role; returns their key."""
    from organizations.actions import add_person
    from organizations.models import Organization, Role
    from tests.browser.people import account as make

    user = make("", f"{Role(role).label} Rivera", email)
    add_person(Organization.objects.get(slug=slug), user, roles=[Role(role)])
    return user.pk


def later(email: str, minutes: str = "10") -> None:
    """Let time pass since someone last proved who they are."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
    from django.contrib.sessions.models import Session

    from organizations.models import User

    user = str(User.objects.get(email=email).pk)
    for session in Session.objects.all():
        kept = session.get_decoded()
        if kept.get("_auth_user_id") == user:
            for proof in kept[AUTHENTICATION_METHODS_SESSION_KEY]:
                proof["at"] -= 60 * int(minutes)
            session.session_data = Session.get_session_store_class()().encode(kept)
            session.save(update_fields=["session_data"])


def talk(family_name: str, *stories: str) -> None:
    """Let the organizer of Elm Court have talked with somebody there, once for each story."""
    from conversations.actions import log
    from members.models import Member
    from organizations.models import Organization, User
    from stpnet.in_org import in_org

    user = User.objects.get(email="organizer@example.org").pk
    with in_org(Organization.objects.get(slug="elm-court")) as organization:
        who, by = Member.objects.get(family_name=family_name), Member.objects.get(user_id=user)
        for story in stories:
            log(by=by, members=[who], on=organization.today(), story=story)


if __name__ == "__main__":
    import django

    django.setup()
    {"group": group, "account": account, "later": later, "talk": talk}[sys.argv[1]](*sys.argv[2:])
