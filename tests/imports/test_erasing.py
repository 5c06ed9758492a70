"""Somebody erased while lists know of them: a list that is in, one on its way, and one that is taken back."""

from imports.models import ImportRow
from members import erasing
from members.models import Member
from tests.imports.conftest import Bring, apply, fates, plan, receive
from tests.imports.undoing import take_back

LIST = "VAN ID,first name,last name,phone\nV1,Maria,Lopez,503-555-0101\nV2,Omar,Haddad,503-555-0102\n"


def test_a_list_is_taken_back_around_them(bring: Bring):
    batch = bring(LIST)
    omar = Member.objects.get(given_name="Omar")

    erasing.erase(omar, by=None)
    take_back(batch)

    assert batch.kept.get().why == "erased"
    assert list(Member.objects.all().people().filter(user_id=None)) == []
    assert ImportRow.objects.get(number=3).clean == {}


def test_a_list_on_its_way_does_not_bring_them_back(bring: Bring):
    bring(LIST)
    again = plan(receive(LIST))

    erasing.erase(Member.objects.get(given_name="Omar"), by=None)
    apply(again)

    assert fates(again) == ["unchanged", "refused"]
    assert not Member.objects.filter(given_name="Omar").exists()


def test_who_shares_their_phone_still_comes(bring: Bring):
    bring(LIST)
    again = plan(receive("first name,last name,phone\nLaila,Haddad,503-555-0102\n"))

    erasing.erase(Member.objects.get(given_name="Omar"), by=None)
    apply(again)

    assert Member.objects.filter(given_name="Laila").exists()
