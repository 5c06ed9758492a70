"""What we owe and what people said yes to: done, handed over, kept, changed, and each taken back."""

import pytest
from django.urls import reverse

from conversations.actions import Promise, log, take_back
from conversations.models import Commitment, FollowUp, Notice
from conversations.promises.together import said_yes
from ladders.registry import Yes
from members.models import Member
from tests.conversations.today.conftest import AT

pytestmark = pytest.mark.django_db


def texts(page):
    return [row.what for row in page.context["rows"]]


def test_done_in_one_tap_and_taken_back(sign_in, person, owes):
    owed, client = owes(), sign_in("organizer")

    answer = client.post(f"{AT}follow-ups/{owed.pk}/done/", {"back": "today"}, follow=True)
    owed.refresh_from_db()
    assert (owed.done_by, answer.redirect_chain[-1][0]) == (person("organizer"), f"{AT}today/")
    undo = f"{AT}follow-ups/{owed.pk}/undo/?back=today"
    assert f'action="{undo}"' in answer.text

    assert client.post(undo).url == f"{AT}today/"
    owed.refresh_from_db()
    assert (owed.done_on, owed.done_by, owed.note) == (None, None, "")


def test_done_twice_says_so(sign_in, owes):
    owed, client = owes(), sign_in("organizer")
    client.post(f"{AT}follow-ups/{owed.pk}/done/", {"note": "She was glad."})
    page = client.post(f"{AT}follow-ups/{owed.pk}/done/", {"note": "Me too."}, follow=True).text

    assert "Somebody has done it already." in page
    assert FollowUp.objects.get().note == "She was glad."


def test_handed_over_with_a_word_and_told(sign_in, person, owes):
    owed, director = owes(), person("director")
    data = {"to": str(director.pk), "note": "Call after six."}
    assert sign_in("organizer").post(f"{AT}follow-ups/{owed.pk}/hand-over/", data).status_code == 303

    owed.refresh_from_db()
    assert (owed.owner, owed.handed_by, owed.handed_note) == (director, person("organizer"), "Call after six.")
    page = sign_in("director").get(f"{AT}notices/").text
    assert f"{person('organizer')} handed you a follow-up." in page
    assert "Call after six." in page
    sign_in("director").post(f"{AT}follow-ups/{owed.pk}/done/")
    assert Notice.objects.get(to=person("organizer")).kind == "follow_ups.done"


def test_nobody_gets_one_about_somebody_they_do_not_see(sign_in, person, owes, someone):
    owed = owes(member=someone(organizer=person("director")), by="director")
    data = {"to": str(person("organizer").pk)}

    answer = sign_in("director").post(f"{AT}follow-ups/{owed.pk}/hand-over/", data)

    assert (answer.status_code, "does not see this person" in answer.text) == (422, True)
    assert not Notice.objects.exists()


def test_a_new_one_is_made_from_a_persons_page(sign_in, north, person, someone):
    who, client = someone("Ana Ruiz"), sign_in("organizer")
    address = f"{AT}follow-ups/new/?about={who.pk}&back=person"
    assert "Ana Ruiz" in client.get(address).text

    data = {
        "what": "Bring the flyers",
        "due": north.today().isoformat(),
        "about": "Ana Ruiz",
        "to": person("organizer").pk,
    }
    assert client.post(address, data).url == f"{AT}people/{who.pk}/"
    made = FollowUp.objects.get()
    assert (made.member, made.owner, made.made_by) == (who, person("organizer"), person("organizer"))
    page = client.get(f"{AT}people/{who.pk}/").text
    assert "Bring the flyers" in page
    assert client.post(address, {"due": "soon", "to": person("organizer").pk}).status_code == 422


def test_another_day(sign_in, north, owes):
    owed = owes()
    client = sign_in("organizer")
    assert client.post(f"{AT}follow-ups/{owed.pk}/change/", {"what": "Call", "due": "2031-05-01"}).status_code == 303
    owed.refresh_from_db()
    assert (owed.what, owed.due.isoformat()) == ("Call", "2031-05-01")
    client.post(f"{AT}follow-ups/{owed.pk}/done/")
    late = client.post(f"{AT}follow-ups/{owed.pk}/change/", {"what": "Call again", "due": ""})
    assert (late.status_code, "This is done already" in late.text) == (422, True)


def test_lists_are_ones_own_those_of_the_teams_and_all_in_reach(sign_in, north, person, someone, owes, team_of):
    mate = someone("Bea Mate", status="staff", organizer=None)
    team_of(person("organizer"), mate)
    owes("Mine", days=-1)
    owes("Later", days=4)
    owes("My teammate’s", owner=mate)
    owes("A stranger’s", owner=mate, made_by=mate, member=someone(organizer=None))

    client, here = sign_in("organizer"), f"{AT}follow-ups/"
    assert texts(client.get(here)) == ["Mine", "Later"]
    assert texts(client.get(f"{here}?which=due")) == ["Mine"]
    assert texts(client.get(f"{here}?which=later")) == ["Later"]
    assert texts(client.get(f"{here}?whose=team")) == ["Mine", "My teammate’s", "Later"]
    assert texts(client.get(f"{here}?whose=all&which=nonsense")) == ["Mine", "My teammate’s", "Later"]
    assert len(texts(sign_in("director").get(f"{here}?whose=all"))) == 4


def test_kept_and_not_kept_in_one_tap_and_taken_back(sign_in, said_yes):
    first, client = said_yes(), sign_in("organizer")
    at = f"{AT}commitments/{first.pk}/"
    for state in ("kept", "not_kept"):
        assert client.post(f"{at}settle/", {"state": state, "back": "today"}).url == f"{AT}today/"
        first.refresh_from_db()
        assert first.state == state
        assert client.post(f"{at}unsettle/?back=today").url == f"{AT}today/"
        first.refresh_from_db()
        assert (first.state, first.settled_on) == ("open", None)
    assert client.post(f"{at}settle/", {"state": "late"}).status_code == 422


def test_changed_becomes_another_one_and_back(sign_in, said_yes):
    first, client = said_yes("Host on Nov 8"), sign_in("organizer")
    at = f"{AT}commitments/{first.pk}/"
    data = {"what": "Bring a dish", "by_day": "2031-05-01", "note": "The baby came."}
    assert client.post(f"{at}change/", data).status_code == 303
    first.refresh_from_db()
    assert (first.state, first.became.what, first.became.state) == ("changed", "Bring a dish", "open")
    late = client.post(f"{at}change/", data)
    assert (late.status_code, "Somebody has said meanwhile" in late.text) == (422, True)

    client.post(f"{at}unsettle/")
    assert list(Commitment.objects.values_list("what", "state")) == [("Host on Nov 8", "open")]


def test_what_it_became_is_not_taken_back_once_it_is_settled(sign_in, said_yes):
    first, client = said_yes(), sign_in("organizer")
    client.post(f"{AT}commitments/{first.pk}/change/", {"what": "Bring a dish"})
    first.refresh_from_db()
    client.post(f"{AT}commitments/{first.became_id}/settle/", {"state": "kept"})

    page = client.post(f"{AT}commitments/{first.pk}/unsettle/", follow=True).text

    assert "There is nothing to take back any more." in page
    assert Commitment.objects.count() == 2


def test_a_yes_is_written_down_on_a_persons_page(sign_in, person, someone):
    who, client = someone("Ana Ruiz"), sign_in("organizer")
    at = f"{AT}commitments/of/{who.pk}/new/?back=person"
    assert client.post(at, {"what": "Host a meeting", "by_day": ""}).url == f"{AT}people/{who.pk}/"
    assert Commitment.objects.get().asked_by == person("organizer")
    assert "Host a meeting" in client.get(f"{AT}people/{who.pk}/").text
    assert texts(client.get(f"{AT}commitments/")) == ["Host a meeting"]


@pytest.mark.parametrize(
    ("read_by", "seen"),
    [("organizers", "organizer director"), ("directors", "organizer director"), ("author", "organizer")],
)
def test_a_promise_reads_no_further_than_its_note(sign_in, north, person, someone, read_by, seen):
    who, on = someone(), north.today()
    promised = {"said_yes": [Promise("Host")], "owes": [Promise("Call")]}
    log(by=person("organizer"), members=[who], on=on, story="Tired.", read_by=read_by, **promised)

    for role in ("organizer", "director"):
        lists = [sign_in(role).get(f"{AT}{page}/?whose=all") for page in ("follow-ups", "commitments")]
        page = sign_in(role).get(f"{AT}people/{who.pk}/").text
        expected = role in seen.split()
        assert [bool(texts(each)) for each in lists] == [expected, expected]
        assert ("Host" in page) == expected


def test_together_tells_what_is_open_or_kept_and_nothing_that_few_may_read(north, person, someone, said_yes):
    from conversations.promises.together import said_yes as told

    who = someone()
    said_yes("Open", member=who)
    said_yes("Kept", member=who, state="kept", settled_on=north.today())
    said_yes("Not kept", member=who, state="not_kept", settled_on=north.today())
    closed = {"read_by": "author", "said_yes": [Promise("Closed")]}
    log(by=person("organizer"), members=[who], on=north.today(), story="Tired.", **closed)

    assert sorted(told(who)) == [Yes("Kept", north.today(), is_done=True), Yes("Open", north.today(), is_done=False)]


def test_the_lists_take_as_many_statements_for_many(sign_in, owes, said_yes, statements):
    client = sign_in("organizer")
    for at, make in ((f"{AT}follow-ups/", owes), (f"{AT}commitments/", said_yes)):
        make()
        one = statements(client, at)
        make()
        make()
        assert statements(client, at) == one <= 12


def test_an_archived_person_keeps_no_names_in_the_list(sign_in, north, owes, someone):
    who = someone("Ana Ruiz")
    owes(member=who)
    Member.objects.filter(pk=who.pk).update(archived_at="2026-01-01T00:00Z")

    page = sign_in("organizer").get(f"{AT}follow-ups/").text

    assert ("Ana Ruiz" in page, "About somebody whom you do not see." in page) == (False, True)


def test_what_rests_with_a_talk_taken_back_is_on_no_list(sign_in, north, person, someone):
    rosa = someone("Rosa Delgado")
    said = {"said_yes": [Promise("host in May")], "owes": [Promise("call her sister")]}
    made = log(by=person("organizer"), members=[rosa], on=north.today(), story="Heat.", **said)
    pages = [reverse("follow_ups:list", args=["north"]), reverse("commitments:list", args=["north"])]
    shown = [sign_in("organizer").get(page).text for page in pages]
    assert ("call her sister" in shown[0], "host in May" in shown[1]) == (True, True)

    take_back(made, by=person("organizer"))

    shown = [sign_in("organizer").get(page).text for page in pages]
    assert ("call her sister" in shown[0], "host in May" in shown[1]) == (False, False)
    assert said_yes(rosa) == []


def test_a_notice_says_no_words_of_what_somebody_else_has_by_now(sign_in, person, owes):
    owed, client, director = owes(), sign_in("organizer"), person("director")
    client.post(f"{AT}follow-ups/{owed.pk}/hand-over/", {"to": str(director.pk)})
    FollowUp.objects.update(owner=person("organizer"), handed_note="Too close to the family.")

    page = sign_in("director").get(f"{AT}notices/").text
    assert "handed you a follow-up." in page
    assert "Too close" not in page
    assert owed.what not in page
