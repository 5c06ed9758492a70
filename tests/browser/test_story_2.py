"""Story 2: an owner brings colleagues in, says what they may do and whom they see, and takes them out."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, open_account_menu
from tests.browser.mail import follow_mail, links, mail_so_far, newest_mail
from tests.browser.signing import choose_password, is_out, open_guarded, type_password
from tests.browser.staging import fresh, stage
from tests.seeds import PASSWORD


class Group:
    """A group of one test's own, and where its pages are."""

    def __init__(self, slug):
        self.home, self.people = f"/o/{slug}/", f"/o/{slug}/people/"
        self.belong = f"/o/{slug}/settings/people/"
        self.owner, self.organizer, self.nadia, self.pat, self.quinn = (
            f"{name}@{slug}.example.org" for name in ("owner", "organizer", "nadia", "pat", "quinn")
        )


@pytest.fixture
def group(site):
    slug = fresh("lead")
    stage(site, "group", slug)
    return Group(slug)


@pytest.fixture
def browse(sign_in, screen):
    """Open another browser of this width: dark on the phone, light at the desk."""
    return lambda: sign_in(None, screen, scheme="light" if screen == DESK else "dark")


def test_owner_invites_and_leads_people(browse, site, arrive, group, screen):
    owner, organizer, nadia = browse(), browse(), browse()
    type_password(owner, group.owner)
    expect(owner.get_by_role("heading", name="Nobody is on the ladder yet.")).to_be_visible()
    type_password(organizer, group.organizer)
    open_guarded(owner, group.belong)

    invite_nadia(owner, arrive, group)
    accept(nadia, site, arrive, group)
    propose(organizer, arrive, group, screen)
    confirm_and_take_back(owner, nadia, site, arrive, group)
    narrow(owner, organizer, arrive, group)
    sign_out_and_change(owner, nadia, arrive, group)
    remove(owner, nadia, arrive, group)
    stay(owner, arrive, group)


def invite_nadia(owner, arrive, group):
    """Nadia is on file: the owner says that it is her, what she will be, and until when."""
    arrive(owner, "Who belongs here")
    owner.get_by_role("link", name="Invite someone").click()
    owner.get_by_label("E-mail").fill(group.nadia)
    owner.get_by_label("Organizer").check()
    owner.get_by_label("Until").fill("2031-05-01")
    owner.get_by_role("button", name="Send the invitation").click()
    owner.get_by_label("Yes, the same person").check()
    arrive(owner, "Invite someone")
    owner.get_by_role("button", name="Send the invitation").click()
    expect(owner.get_by_text(f"The invitation is on its way to {group.nadia}.")).to_be_visible()


def accept(nadia, site, arrive, group):
    follow_mail(nadia, site, to=group.nadia, subject="You are invited to Harbor Street")
    arrive(nadia, "You are invited to Harbor Street")
    expect(nadia.get_by_role("main")).to_contain_text("May 1, 2031")
    nadia.get_by_role("link", name="Make an account").click()
    choose_password(nadia, PASSWORD, "Make the account")
    nadia.get_by_label("Your name").fill("Nadia Known")
    nadia.get_by_role("button", name="Come in").click()
    expect(nadia.get_by_text("Welcome to Harbor Street.")).to_be_visible()
    # An organizer's first page, and the row she had: nobody was added for her.
    nadia.goto(group.people)
    expect(nadia.get_by_text("You see 1 of 8 people: those you organize.")).to_be_visible()
    expect(nadia.get_by_role("link", name="Nadia Known", exact=True)).to_be_visible()


def propose(organizer, arrive, group, screen):
    expect(organizer.get_by_role("heading", name="Nothing is due today")).to_be_visible()
    for address in (group.pat, group.quinn):
        open_menu(organizer, screen)
        organizer.get_by_role("link", name="Propose a colleague").locator("visible=true").click()
        arrive(organizer, "Give someone access to their own people")
        organizer.get_by_label("Their e-mail").fill(address)
        organizer.get_by_role("button", name="Propose").click()
        expect(organizer.get_by_text("The owners see it now.")).to_be_visible()


def open_menu(page, screen):
    if screen == PHONE:
        open_account_menu(page)
    else:
        page.get_by_role("complementary").locator("details.menu > summary").click()


def confirm_and_take_back(owner, visitor, site, arrive, group):
    """Both are confirmed at once; one is sent again, the other withdrawn: old links say so."""
    owner.goto(group.belong)
    for address in (group.pat, group.quinn):
        owner.get_by_role("checkbox", name=address).check()
    arrive(owner, "Who belongs here")
    owner.get_by_role("button", name="Invite those ticked").click()
    expect(owner.get_by_text("2 invitations are sent.")).to_be_visible()
    first, taken_back = (links(newest_mail(site, to=address))[0] for address in (group.pat, group.quinn))
    before = mail_so_far(site)
    owner.get_by_role("button", name=f"Send again {group.pat}").click()
    expect(owner.get_by_text(f"The invitation is on its way to {group.pat}.")).to_be_visible()
    assert links(newest_mail(site, to=group.pat, but=before))[0] != first
    owner.get_by_role("button", name=f"Withdraw {group.quinn}").click()
    expect(owner.get_by_text(f"the link sent to {group.quinn} opens nothing any more")).to_be_visible()
    for link, sentence in ((first, "only the newest mail has the link that works"), (taken_back, "was withdrawn")):
        visitor.goto(link)
        arrive(visitor, "This invitation does not open")
        expect(visitor.get_by_text(sentence)).to_be_visible()


def narrow(owner, organizer, arrive, group):
    """A unit widens what an organizer sees; without it the list shrinks, and says by how much."""
    for tick, sentence in (
        ("check", "5 of 8 people: those you organize, and North Side."),
        ("uncheck", "3 of 8 people"),
    ):
        open_person(owner, group, "Organizer Rivera")
        owner.get_by_role("link", name="Whom they see").click()
        arrive(owner, "Whom Organizer Rivera sees")
        getattr(owner.get_by_label("North Side"), tick)()
        owner.get_by_role("button", name="Save").click()
        expect(owner.get_by_role("heading", name="Whom Organizer Rivera sees")).to_be_hidden()
        organizer.goto(group.people)
        expect(organizer.get_by_text(f"You see {sentence}")).to_be_visible()


def open_person(owner, group, name):
    owner.goto(group.belong)
    owner.get_by_role("link", name=name, exact=True).click()
    expect(owner.get_by_role("heading", name=f"What {name} may do")).to_be_visible()


def sign_out_and_change(owner, nadia, arrive, group):
    open_person(owner, group, "Nadia Known")
    arrive(owner, "What Nadia Known may do")
    owner.get_by_role("button", name="Sign out everywhere").click()
    expect(owner.get_by_text("Nadia Known is signed out everywhere")).to_be_visible()
    is_out(nadia, group.people)
    owner.get_by_label("Organizer").uncheck()
    owner.get_by_label("Viewer").check()
    owner.get_by_role("button", name="Save").click()
    expect(owner.get_by_text("It holds from the next page that Nadia Known opens.")).to_be_visible()
    type_password(nadia, group.nadia)
    expect(nadia.get_by_role("heading", name="Nobody is on the ladder yet.")).to_be_visible()
    nadia.goto(group.people)
    arrive(nadia, "This is not open to you")


def remove(owner, nadia, arrive, group):
    open_person(owner, group, "Nadia Known")
    owner.get_by_role("link", name="Remove").click()
    arrive(owner, "Remove Nadia Known?")
    owner.get_by_role("button", name="Remove Nadia Known").click()
    expect(owner.get_by_text("Nadia Known is out.")).to_be_visible()
    is_out(nadia, group.home)
    type_password(nadia, group.nadia)
    arrive(nadia, "You are in no group yet")


def stay(owner, arrive, group):
    """The last owner cannot leave, and is told why."""
    open_person(owner, group, "Owner Rivera")
    owner.get_by_role("link", name="Remove").click()
    owner.get_by_role("button", name="Remove Owner Rivera").click()
    expect(owner.get_by_text("This is the last owner who stays. Make someone else an owner first.")).to_be_visible()
    arrive(owner, "Who belongs here")
