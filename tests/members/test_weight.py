"""A first view on a slow line: 100 people whose names need every font, and all that the page asks for."""

import re
from itertools import chain
from pathlib import Path
from random import Random

import brotli
import pytest
from django.contrib.staticfiles import finders

from demo.names import ARABIC, ENGLISH, POLISH, SPANISH, VIETNAMESE, YORUBA
from members.models import ContactPoint, Member

# The limit for any page; a list that needs one font beside the first stays six thousand below.
MOST_BYTES = 60_000
TRADITIONS = (ARABIC, ENGLISH, POLISH, SPANISH, VIETNAMESE, YORUBA)


@pytest.fixture
def hundred(north):
    """Each with a phone that may be texted and a mail address."""
    chance = Random(7)
    names = [(chance.choice(each.given), chance.choice(each.family)) for each in chance.choices(TRADITIONS, k=100)]
    members = Member.objects.bulk_create(Member(given_name=given, family_name=family) for given, family in names)
    phones = [f"+1503555{chance.randrange(10_000):04}" for _ in members]
    mails = [f"{given}.{n}@example.org".lower() for n, (given, _) in enumerate(names)]
    ContactPoint.objects.bulk_create(
        ContactPoint(member=member, kind=kind, value=value, normal=value, may_text="yes", may_mail="yes")
        for member, phone, mail in zip(members, phones, mails, strict=True)
        for kind, value in (("phone", phone), ("email", mail))
    )


def compressed(name):
    """What a file weighs on the way; fonts are packed already."""
    content = Path(finders.find(name)).read_bytes()
    return len(content if name.endswith(".woff2") else brotli.compress(content))


def files_of(page):
    """Name the files of its own that a page asks for."""
    return set(re.findall(r'(?:src|href)="/static/([^"]+)"', page))


def test_long_list_of_people_is_light_with_every_font(sign_in, hundred):
    client = sign_in("director")
    page = client.get("/o/north/people/")
    on_the_way = client.get("/o/north/people/", headers={"Accept-Encoding": "gzip, br"}).content

    files = files_of(page.text)
    fonts = {"fonts/" + Path(font).name for font in Path(finders.find("fonts")).glob("*.woff2")}
    sizes = {name: compressed(name) for name in chain(files, fonts)} | {"page": len(on_the_way)}

    assert len(page.context["rows"]) == 100
    assert len(fonts) == 3
    assert sum(sizes.values()) <= MOST_BYTES, sizes
