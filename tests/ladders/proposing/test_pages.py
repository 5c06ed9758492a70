"""Pages of proposals and rules: what they show whom, what they refuse, and how often they ask the database."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import ReadEvent
from ladders.models import Assessment, Ladder, LevelRule, Proposal, QuietRound, Standing
from ladders.proposing import deciding
from members import saved, state
from members.filters.tree import Condition, Group
from tests.ladders.proposing.conftest import Make, look, members_only, proposed

MEMBERS = "status=member&go=x"


def url(name: str, *about: Any) -> str:
    return reverse(f"ladders:{name}", args=["north", *about])


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def waiting(people: Make, rule: Make, person: Make) -> list[Proposal]:
    """Two members proposed for level 3: one organized by the organizer, one by nobody."""
    people(1, status="member", organizer=person("organizer"))
    people(1, status="member")
    rule(3)
    look()
    return list(Proposal.objects.order_by("pk"))


def mine(person: Make) -> Proposal:
    return Proposal.objects.get(member__organizer=person("organizer"))


def test_page_shows_an_organizer_their_own_people_with_the_reason(waiting, sign_in, ladder, person):
    page = text(sign_in("organizer").get(url("proposals", ladder.pk)).text)

    assert "1 proposal waits" in page
    assert str(mine(person).member) in page
    assert "Status is Member. Seen on" in page
    assert "2 proposals wait" in text(sign_in("director").get(url("proposals", ladder.pk)).text)


def test_words_about_a_field_that_the_reader_may_not_see_are_left_out(waiting, sign_in, ladder):
    Proposal.objects.update(fields=["status", "field-secret"])

    page = text(sign_in("director").get(url("proposals", ladder.pk)).text)

    assert "Status is Member" not in page
    assert "something that not everybody sees" in page


def test_words_about_a_hidden_field_are_left_out_where_all_are_marked_as_quiet_too(people, stands, sign_in, ladder):
    Ladder.objects.filter(pk=ladder.pk).update(quiet_after_days=180)
    stands(people(1)[0], 2, days=200)
    look()
    Proposal.objects.update(fields=["field-secret"], reason="Record is open.")

    page = text(sign_in("director").get(url("accept_quiet", ladder.pk)).text)

    assert "Record is open" not in page
    assert "something that not everybody sees" in page


def test_why_a_proposal_was_dismissed_is_told_in_the_history_unless_its_field_is_hidden(waiting, sign_in, person):
    found = Proposal.objects.filter(place="level").first()
    deciding.dismiss(found, because="On leave until May", by=person("owner"))
    history = reverse("members:history", args=["north", found.member_id])
    says = f"did not follow a proposal of “{found.level}” on {found.ladder}"

    assert f"{says}: On leave until May" in text(sign_in("director").get(history).text)
    Proposal.objects.update(fields=["field-secret"])
    page = text(sign_in("director").get(history).text)
    assert says in page
    assert "On leave" not in page


@pytest.mark.parametrize("verb", ["accept", "dismiss"])
def test_reading_what_is_proposed_for_somebody_is_recorded(waiting, sign_in, verb):
    found = Proposal.objects.filter(place="level").first()

    sign_in("director").get(url(verb, found.pk))

    assert ReadEvent.objects.filter(action="member.view", object_id=found.member_id).count() == 1


def test_on_a_ladder_that_was_put_away_nobody_is_proposed(sign_in, ladder):
    other, client = Ladder.objects.create(name="Safety", put_away_at=timezone.now()), sign_in("director")

    assert client.post(url("look_now", other.pk)).status_code == 404
    assert client.get(url("accept_quiet", other.pk)).status_code == 404
    led = client.get(url("proposals", other.pk), follow=True)
    assert led.redirect_chain[-1][0] == url("proposals", ladder.pk)
    assert "That ladder was put away" in led.text
    assert client.get(url("default_proposals"), {"ladder": str(other.pk)}).url == url("proposals", ladder.pk)


def test_default_page_leads_to_the_ladder_that_is_asked_for(sign_in, ladder):
    other = Ladder.objects.create(name="Safety")
    client = sign_in("director")

    assert client.get(url("default_proposals")).url == url("proposals", ladder.pk)
    assert client.get(url("default_proposals"), {"ladder": str(other.pk)}).url == url("proposals", other.pk)
    assert client.get(url("default_proposals"), {"ladder": "nothing"}).url == url("proposals", ladder.pk)


def test_accepting_asks_for_what_was_seen(waiting, sign_in, person):
    client, proposal = sign_in("organizer"), mine(person)
    assert "What one sees on this level" in client.get(url("accept", proposal.pk)).text

    refused = client.post(url("accept", proposal.pk), {"evidence": " "})
    assert refused.status_code == 422
    client.post(url("accept", proposal.pk), {"evidence": "Brought four to the hearing"})

    made = Assessment.objects.get()
    assert (made.level.position, made.source, made.assessed_by) == (3, "rule", person("organizer"))
    assert made.evidence == "Brought four to the hearing"


def test_accepted_level_waits_where_the_ladder_asks_a_second_person(waiting, sign_in, person, ladder):
    Ladder.objects.filter(pk=ladder.pk).update(needs_review=True)

    response = sign_in("organizer").post(url("accept", mine(person).pk), {"evidence": "Brought four"}, follow=True)

    assert "new level counts once a second person agrees" in text(response.text)
    assert Assessment.objects.get().waits
    assert not Standing.objects.exists()
    assert look() == 0


def test_dismissing_asks_why(waiting, sign_in, person):
    client, proposal = sign_in("organizer"), mine(person)
    assert client.post(url("dismiss", proposal.pk), {"because": ""}).status_code == 422

    client.post(url("dismiss", proposal.pk), {"because": "Moved away"})

    proposal.refresh_from_db()
    assert (proposal.state, proposal.because, proposal.decided_by) == ("dismissed", "Moved away", person("organizer"))


@pytest.mark.parametrize("name", ["accept", "dismiss"])
def test_what_is_settled_already_says_so(waiting, sign_in, person, ladder, name):
    proposal = mine(person)
    Proposal.objects.filter(pk=proposal.pk).close("said")
    client, given = sign_in("organizer"), {"evidence": "Seen", "because": "No"}

    for response in (client.post(url(name, proposal.pk), given), client.get(url(name, proposal.pk))):
        assert response.url == url("proposals", ladder.pk)
    assert "settled already" in client.get(url("proposals", ladder.pk)).text


def test_looking_now_says_what_it_found(people, rule, sign_in, ladder):
    people(1, status="member")
    rule(3)
    client = sign_in("director")

    assert "1 proposal waits now" in client.post(url("look_now", ladder.pk), follow=True).text
    assert "There is nothing new" in client.post(url("look_now", ladder.pk), follow=True).text


def test_all_quiet_ones_are_named_accepted_and_taken_back(people, stands, sign_in, ladder):
    Ladder.objects.filter(pk=ladder.pk).update(quiet_after_days=180)
    for member in people(3):
        stands(member, 2, days=200)
    look()
    client = sign_in("director")
    assert "Mark all 3 people as gone quiet?" in client.get(url("accept_quiet", ladder.pk)).text

    assert client.post(url("accept_quiet", ladder.pk), {"expected": "2"}).status_code == 422
    client.post(url("accept_quiet", ladder.pk), {"expected": "3"})
    made = QuietRound.objects.get()
    back = url("take_back_quiet", made.pk)

    assert back in client.get(url("proposals", ladder.pk)).text
    assert "Taken back for 3 people" in client.post(back, follow=True).text
    assert "taken back already" in client.post(back, follow=True).text
    assert Standing.objects.filter(place="level").count() == 3


def test_preview_names_whom_a_rule_would_propose(people, stands, sign_in, ladder, levels):
    below, above = people(2, status="member")
    stands(above, 4)
    address = f"{url('add_rule', ladder.pk, levels[2].pk)}?{MEMBERS}"

    page = text(sign_in("director").get(address).text)

    assert "Would propose 1 person now" in page
    assert "2 of 2 counted people fit the filter." in page
    assert str(below) in page
    assert str(above) not in page
    assert proposed() == []


def test_rule_is_kept_with_the_filter_of_the_address(people, sign_in, ladder, levels, person):
    people(1, status="member")
    people(1)

    response = sign_in("director").post(f"{url('add_rule', ladder.pk, levels[2].pk)}?{MEMBERS}")

    assert response.url == url("rules", ladder.pk)
    made = LevelRule.objects.get()
    assert (made.level, made.by, made.goes_by_view) == (levels[2], person("director"), False)
    assert look() == 1
    assert "Status is Member" in text(sign_in("owner").get(url("rules", ladder.pk)).text)


def test_rule_that_fits_everyone_is_said_and_asks_once_more(people, sign_in, ladder):
    people(2)
    client, address = sign_in("director"), f"{url('add_rule', ladder.pk, 'quiet')}?go=x"

    refused = client.post(address)

    assert refused.status_code == 422
    assert "This fits everyone: all 2 people who are counted." in refused.text
    assert LevelRule.objects.count() == 0
    assert client.post(address, {"everyone": "on"}).status_code == 302


def test_rule_follows_a_shared_view_and_copies_ones_own(people, sign_in, ladder, levels, person):
    people(1, status="member")
    people(1)
    views = [
        saved.save_view(state.State(members_only()), name=name, is_shared=name == "Ours", by=person("director"))
        for name in ("Ours", "Mine")
    ]
    client = sign_in("director")

    for view in views:
        client.post(f"{url('add_rule', ladder.pk, levels[2].pk)}?view={view.pk}&go=x")

    assert list(LevelRule.objects.values_list("view", "goes_by_view")) == [(views[0].pk, True), (None, False)]


def test_changing_a_rule_opens_its_filter_and_keeps_it(people, rule, sign_in, ladder):
    people(1, status="member")
    people(1)
    made, client = rule(3), sign_in("owner")

    opened = client.post(url("change_rule", made.pk))
    assert opened.url == f"{url('rule', made.pk)}?status=member&go=rule-{made.pk}"
    page = client.get(opened.url).text
    assert f"go=rule-{made.pk}" in page
    client.post(f"{url('rule', made.pk)}?status=contact&go=rule-{made.pk}")

    made.refresh_from_db()
    assert made.filters["parts"][0]["values"] == ["contact"]
    assert client.get(url("rule", made.pk)).url == url("rules", ladder.pk)


def test_condition_that_is_put_together_for_a_rule_leads_back_to_it(sign_in, ladder):
    where = f"newrule-{ladder.pk}_quiet"

    response = sign_in("director").post(
        f"/o/north/people/filters/condition/?add=status&go={where}", {"op": "is", "choices": ["member"]}
    )

    assert response.url == f"{url('add_rule', ladder.pk, 'quiet')}?status=member&go={where}"


def test_typed_words_of_a_rule_stay_out_of_addresses(rule, sign_in, person):
    made = rule(3, filters=Group("all", (Condition("search", "has", ("Dolores",)),)))

    opened = sign_in("owner").post(url("change_rule", made.pk)).url

    assert "Dolores" not in opened
    assert "search=" in opened


@pytest.mark.parametrize("where", ["nothing", "00000000-0000-0000-0000-000000000000"])
def test_rule_of_no_level_is_not_found(sign_in, ladder, where):
    assert sign_in("director").get(url("add_rule", ladder.pk, where)).status_code == 404


@pytest.mark.parametrize("n", [1, 4])
@pytest.mark.parametrize(("name", "n_asked"), [("proposals", 10), ("rules", 8), ("accept_quiet", 7), ("add_rule", 11)])
def test_statements_do_not_grow(people, rule, sign_in, ladder, levels, n, name, n_asked, django_assert_num_queries):
    people(n, status="member")
    for _each in range(n):
        rule(3)
    look()
    client = sign_in("director")
    about = (ladder.pk, levels[2].pk) if name == "add_rule" else (ladder.pk,)

    with django_assert_num_queries(n_asked):
        client.get(url(name, *about) + f"?{MEMBERS}")
