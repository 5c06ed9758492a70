"""More parts than one page shows: every page of them is reached, and with those in none they are the whole."""

from datetime import timedelta

import pytest

from dashboards import identities
from dashboards.ladder.parts import MOST
from ladders import history
from ladders.movement import Kind
from members.models import Belonging, Unit, UnitKind
from tests.dashboards.doors import doors

URL = "/o/north/ladder/"


@pytest.fixture
def streets(people, said, north):
    """One person on each of thirty streets and one on none: each third rose lately, and each fifth is new."""
    kind, today = UnitKind.objects.get(is_default=True), north.today()
    *housed, lost = people(31)
    for n, member in enumerate([*housed, lost]):
        if n % 5:
            said(member, n % 3 + 1, (today - timedelta(days=20)).isoformat())
        if n % 5 == 0 or n % 3 == 0:
            said(member, 4, (today - timedelta(days=2)).isoformat())
        if member is not lost:
            unit = Unit.objects.create(kind=kind, name=f"Street {n:02}", folded=f"street {n:02}")
            Belonging.objects.create(member=member, kind=kind, unit=unit)
    history.rebuild()
    return f"period=days&from={today - timedelta(days=7)}&to={today}"


def test_the_parts_of_all_pages_add_up_and_so_does_the_page(streets, sign_in):
    client = sign_in("director")
    pages = [client.get(f"{URL}?{streets}&parts={n}") for n in (1, 2)]
    first, shown = pages[0].context, [page.context["parts"] for page in pages]
    on_ladder, kinds = first["distribution"].on_ladder, {kind: figure.people for kind, figure in first["kinds"]}

    assert [len(each.shown) for each in shown] == [MOST, 30 - MOST]
    whole = {"on": on_ladder, "up": kinds[str(Kind.UP.label)]}
    parts = [{"on": part.people.people, "up": part.up.people} for each in shown for part in each.shown]
    # Whoever is on no street is new: they are nobody who moved up.
    assert identities.parts_add_up(whole, [*parts, {"on": shown[0].rest.people}]) == []
    came = kinds[str(Kind.JOINED.label)]
    assert identities.is_length(came, first["table"]["net"]) == []
    levels = {row.line.level: row.line.now.people for row in first["table"]["levels"]}
    assert identities.is_length(on_ladder, sum(levels.values())) == []
    assert identities.is_length(first["trend"].points[-1], sum(levels[level] for level in first["trend"].levels)) == []


def test_further_parts_are_a_link_away_and_open_their_people(streets, sign_in):
    client = sign_in("director")
    page = client.get(f"{URL}?{streets}")
    onward = f"?{streets}&parts=2#divided".replace("&", "&amp;")
    assert f'rel="next" href="{onward}"' in page.text

    further = client.get(f"{URL}?{streets}&parts=2").text
    assert 'rel="prev"' in further
    assert "Street 29" in further
    assert "Street 00" not in further.partition('id="divided"')[2]
    found = doors(further.partition('id="divided"')[2])
    assert len(found) > 30 - MOST
    for url, n in found[:4]:
        assert client.get(url).context["page"].paginator.count == n
    assert client.get(f"{URL}?{streets}&parts=99").context["parts"].page.number == 2
