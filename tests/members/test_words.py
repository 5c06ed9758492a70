"""The words by which people are found stay exact, whatever is written and however; and they find what a scan finds."""

import re
from random import Random

import pytest
from django.db import connection

from members import search
from members.models import ContactPoint, Member, MemberWord
from tests.members.conftest import reach


def words(member):
    return sorted(MemberWord.objects.filter(member=member).values_list("word", flat=True))


def plain_words(member):
    """All words of a member, slowly and obviously."""
    found = set(member.folded.split())
    for point in member.contact_points.all():
        if point.kind == "phone":
            found.add("#" + point.normal.partition(";")[0].removeprefix("+")[::-1])
        elif point.kind == "email":
            starts = [0, *(m.end() for m in re.finditer(r"[._+-]", point.normal.partition("@")[0]))]
            found |= {point.normal[start:] for start in [*starts, point.normal.index("@")]}
    return sorted(found)


def test_words_of_names_phones_and_mails(dolores):
    reach(dolores, "email", "Dolores.Ankrah@mail.example.org")
    reach(dolores, "address", "12 Dolores Street")

    assert words(dolores) == [
        "#24105553051",
        "@mail.example.org",
        "ankrah",
        "ankrah@mail.example.org",
        "dolores",
        "dolores.ankrah@mail.example.org",
    ]
    assert words(dolores) == plain_words(dolores)


def test_words_follow_a_new_name_and_a_number_that_goes(dolores):
    reach(dolores, "email", "ankrah@example.org")
    dolores.family_name = "Reyes"
    dolores.save()
    assert words(dolores) == plain_words(dolores)
    assert "ankrah" not in words(dolores)

    dolores.contact_points.filter(kind="phone").delete()
    assert words(dolores) == plain_words(dolores)


def test_word_that_comes_from_two_places_stays_when_one_goes(north):
    member = Member.objects.create(given_name="Nita", preferred_name="Nita")
    member.preferred_name = ""
    member.save()

    assert words(member) == ["nita"]


def test_contact_that_goes_to_somebody_else_takes_its_words_along(dolores):
    other = Member.objects.create(given_name="Rosa")
    dolores.contact_points.update(member=other)

    assert (words(dolores), words(other)) == (["ankrah", "dolores"], ["#24105553051", "rosa"])


def test_no_word_stays_of_who_is_deleted(dolores):
    pk = dolores.pk
    dolores.delete()

    assert not MemberWord.objects.filter(member=pk).exists()


def test_many_at_once_are_exact(north):
    chance = Random(5)
    names = ["Ana", "anabel", "María", "de la Cruz", "O'Neil", ""]
    made = Member.objects.bulk_create(
        Member(given_name=given, family_name=family, folded=search.fold(f"{given} {family}"))
        for given, family in ((chance.choice(names), chance.choice(names)) for _ in range(40))
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(member=member, kind="phone", value=number, normal=number)
        for member in made
        for number in [f"+1503555{chance.randrange(10_000):04}"]
    )
    Member.objects.filter(pk__in=[member.pk for member in made[::3]]).update(folded="ana changed")

    for member in Member.objects.filter(pk__in=[member.pk for member in made]):
        assert words(member) == plain_words(member)


@pytest.mark.parametrize("text", ["ana", "an", "mar cruz", "de la", "oneil ana", "a", "1", "0142"])
def test_search_finds_whom_a_scan_finds_and_at_once_some_of_them(north, text):
    test_many_at_once_are_exact(north)
    people = Member.objects.all()
    asked = [f"#{text[::-1]}" if text.isdecimal() and len(text) > 2 else word for word in text.split()]
    scan = {m.pk for m in people if all(any(w.startswith(each) for w in plain_words(m)) for each in asked)}

    assert set(search.find(people, text).values_list("pk", flat=True)) == scan
    shown = search.at_once(people, text)
    assert {member.pk for member in shown} <= scan
    assert len(shown) == min(len(scan), search.SHOWN)


def test_reader_of_few_people_finds_them_behind_a_hundred_others(north):
    crowd = Member.objects.bulk_create([Member(given_name="Ana", folded="ana") for _ in range(search.ENOUGH + 1)])
    last = max(member.pk for member in crowd)

    assert [member.pk for member in search.at_once(Member.objects.filter(pk=last), "an")] == [last]


def test_search_reads_the_index_of_words(north):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = MemberWord.objects.filter(word__startswith="ana").explain()

    assert "members_memberword_once" in plan


@pytest.mark.parametrize("text", ["ana", "żó", "a\ud7ff", "a\U0010fffe", "#2410", "ana@x.y"])
def test_beginning_is_the_range_of_all_that_begin_so(text):
    alike = [text, text + "a", text + "\U0010ffff", text + " b"]
    others = ["", text[:-1], text[:-1] + chr(ord(text[-1]) - 1) + "z", search._after(text), "\U0010ffff"]

    assert sorted(word for word in [*alike, *others] if text <= word < search._after(text)) == sorted(alike)


def test_name_of_two_parts_is_found_at_once(north):
    ana = Member.objects.create(given_name="Ana", family_name="O’Brien-Łukasz")

    assert search.at_once(Member.objects.people(), "obrien-luk ana") == [ana]


def test_whole_word_stands_before_longer_ones(north):
    crowd = Member.objects.bulk_create([Member(given_name="Anabel", folded="anabel") for _ in range(search.ENOUGH)])
    ana = Member.objects.create(given_name="Ana", family_name="Zubin")

    assert len(crowd) == search.ENOUGH
    assert ana.pk in search.first(search.hits("ana"))
