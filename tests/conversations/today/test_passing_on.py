"""What somebody owed who is here no more does not wait on a list that nobody opens."""

import pytest

from conversations.models import FollowUp, Notice
from conversations.promises.passing_on import PASSED_ON, pass_on
from organizations.models import Membership
from stpnet.in_org import on_public_side

pytestmark = pytest.mark.django_db


def leaves(north, member):
    with on_public_side():
        Membership.objects.filter(organization=north, user_id=member.user_id).delete()


def owed(owner, about, **given):
    return FollowUp.objects.create(owner=owner, member=about, what="Call back", made_by=owner, **given)


def test_it_goes_to_who_organizes_them_else_to_an_owner(north, person, someone):
    director, organizer = person("director"), person("organizer")
    theirs, nobodys = owed(director, someone()), owed(director, someone("Gus Petrakis", organizer=None))
    done = owed(director, someone("Ana Ruiz"), done_on=north.today(), done_by=director)
    leaves(north, director)

    pass_on()

    owners = dict(FollowUp.objects.values_list("pk", "owner"))
    assert owners == {theirs.pk: organizer.pk, nobodys.pk: person("owner").pk, done.pk: director.pk}
    assert set(Notice.objects.filter(kind=PASSED_ON).values_list("to", flat=True)) == {organizer.pk, person("owner").pk}


def test_who_may_no_longer_do_it_passes_it_on_too(north, person, someone):
    kept = owed(person("viewer"), someone())

    pass_on()

    kept.refresh_from_db()
    assert (kept.owner, kept.handed_by) == (person("organizer"), person("viewer"))


def test_who_is_here_keeps_theirs_and_a_second_look_changes_nothing(north, person, someone):
    kept = owed(person("director"), someone())
    for _night in range(2):
        pass_on()
    kept.refresh_from_db()
    assert (kept.owner, kept.handed_by) == (person("director"), None)
    assert not Notice.objects.exists()
