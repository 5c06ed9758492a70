"""A page of a place: it names who needs somebody there and nowhere else, and says who is no longer on file."""

from datetime import date, timedelta

import pytest

from ladders import history
from ladders.models import Goal, Ladder
from members import erasing
from members.models import Belonging, Member, Unit, UnitKind
from tests.dashboards.doors import doors
from tests.seeds import of

URL = "/o/north/ladder/"
LAST = "?period=days&from=2026-01-01&to=2026-03-31"


@pytest.fixture
def two_places(people, said, person):
    """Two leaders without a coach, one in Elm Court and one elsewhere; three moved up in March."""
    kind = UnitKind.objects.get(is_default=True)
    elm = Unit.objects.create(kind=kind, name="Elm Court", folded="elm court")
    here, there, *more = people(5)
    Belonging.objects.create(member=here, kind=kind, unit=elm)
    top = Ladder.objects.get(is_default=True).levels.filter(retired_at=None).count()
    for member in (here, there):
        said(member, top, "2026-01-05")
    for member in more:
        said(member, 1, "2025-12-20")
        said(member, 2, "2026-03-10")
    history.rebuild()
    return elm, here, there, more


def needs(page):
    return page.partition('id="needs"')[2].partition("</section>")[0]


@pytest.mark.parametrize("role", ["director", "organizer"])
def test_needs_attention_is_of_the_place_asked_for(two_places, sign_in, person, role):
    elm, here, there, _more = two_places
    Member.objects.filter(pk__in=[here.pk, there.pk]).update(organizer=person("organizer"))
    client = sign_in(role)

    everywhere, narrowed = needs(client.get(URL).text), needs(client.get(f"{URL}?unit={elm.pk}").text)

    assert str(here) in everywhere
    assert str(there) in everywhere
    assert str(here) in narrowed
    assert str(there) not in narrowed


@pytest.mark.parametrize("role", ["director", "organizer"])
def test_a_place_takes_no_more_than_twelve_statements(two_places, sign_in, django_assert_max_num_queries, role):
    client = sign_in(role)
    client.get(URL)

    with django_assert_max_num_queries(12):
        assert client.get(f"{URL}?unit={two_places[0].pk}").status_code == 200


def test_each_move_of_the_headline_opens_who_made_it(two_places, sign_in):
    client = sign_in("director")
    head = client.get(URL + LAST).text.partition('class="row kinds"')[2].partition("</p>")[0]

    found = doors(head)

    assert sorted(n for _url, n in found) == [2, 3]
    for url, n in found:
        assert client.get(url).context["page"].paginator.count == n


def test_page_and_list_say_who_is_no_longer_on_file(two_places, sign_in):
    client = sign_in("director")
    before = dict(doors(client.get(URL + LAST).text.partition('class="row kinds"')[2].partition("</p>")[0]))
    up = next(url for url, n in before.items() if n == 3)
    erasing.erase(two_places[3][0], by=None)

    page, listed = client.get(URL + LAST), client.get(up)

    assert "1 person of then is no longer on file: figures count them, lists do not." in page.text
    assert "1 person of then is no longer on file." in listed.text
    assert listed.context["page"].paginator.count == 2
    assert "no longer on file" not in client.get("/o/north/people/").text


def test_of_two_goals_of_a_level_table_and_headline_speak_of_the_next(two_places, sign_in):
    ladder, today = Ladder.objects.get(is_default=True), of("north").today()
    level = ladder.levels.get(position=2)
    for wanted, days in ((80, 400), (40, 60)):
        Goal.objects.create(
            ladder=ladder, level=level, wanted=wanted, due=today + timedelta(days=days), baseline=0,
            baseline_on=date(2026, 1, 1),
        )  # fmt: skip

    context = sign_in("director").get(URL).context

    assert [row.wanted for row in context["table"]["levels"] if row.line.level == level] == [40]
