"""Asking for the file, fetching it once, and saying what is wrong."""

from django.core import mail
from django.urls import reverse

from audit.models import AuditEvent
from members import erasing
from members.exporting import files
from members.models import Correction, Member, RightsFile
from members.rights import actions
from tests.seeds import PASSWORD


def test_asked_for_made_fetched_once_and_gone(person, sign_in, dolores: Member, django_capture_on_commit_callbacks):
    director, here = sign_in("director"), f"/o/north/people/{dolores.pk}/everything/"
    owner = sign_in("owner")
    for client in (director, owner):
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Make the file" in director.get(here).text
    director.post(f"{here}ask/")
    director.post(f"{here}ask/")
    made = RightsFile.objects.get()
    actions.work(made.pk)
    made.refresh_from_db()
    written, place = mail.outbox[-1], files.path(made.stored_as)
    assert (written.to, "Dolores" in written.body) == (["owner@north.example.org"], False)
    fetch = reverse("members:everything_file", args=["north", made.pk])

    assert (place.stat().st_mode & 0o777, owner.post(fetch).status_code) == (0o600, 404)
    assert "The file is ready" in director.get(here).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = director.post(fetch)
    assert (answer["Content-Type"], place.exists()) == ("application/zip", False)
    assert "no longer there" in director.post(fetch, follow=True).text
    events = AuditEvent.objects.filter(action="member.rights_file", object_id=dolores.pk).order_by("seq")
    assert [event.fields for event in events] == [["asked"], ["made"], ["fetched"]]


def test_who_keeps_the_lists_may_not_and_an_erased_persons_file_goes(
    person, sign_in, dolores: Member, django_capture_on_commit_callbacks
):
    assert sign_in("data_lead").get(f"/o/north/people/{dolores.pk}/everything/").status_code == 403
    jobs = [RightsFile.objects.create(member=each, asked_by=person("owner")) for each in (dolores, person("organizer"))]
    for each in jobs:
        actions.work(each.pk)
        each.refresh_from_db()
    places = [files.path(each.stored_as) for each in jobs]

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(dolores, by=person("owner"))

    assert [place.exists() for place in places] == [False, False]
    assert RightsFile.objects.filter(member=dolores).count() == 0


def test_what_is_wrong_is_kept_decided_and_in_the_history(person, sign_in, dolores: Member):
    lead, here = sign_in("data_lead"), f"/o/north/people/{dolores.pk}/wrong/"
    for what, wrong in (("name", "It is Doloris"), ("note", "I never said that")):
        lead.post(here, {"what": what, "wrong": wrong})
    name, note = Correction.objects.order_by("pk")
    listed = reverse("members:to_correct", args=["north"])
    assert "People say that 2 things about them are wrong." in lead.get("/o/north/notices/").text
    assert "are wrong" not in sign_in("organizer").get("/o/north/notices/").text
    assert all(words in lead.get(listed).text for words in ("It is Doloris", "I never said that"))

    lead.post(reverse("members:correction", args=["north", name.pk]), {"done": "yes"})
    refused = lead.post(reverse("members:correction", args=["north", note.pk]), {"done": "no"}, follow=True)
    assert "Say why it stays" in refused.text
    lead.post(reverse("members:correction", args=["north", note.pk]), {"done": "no", "answer": "She was there"})

    assert list(Correction.objects.order_by("pk").values_list("done", "answer")) == [
        (True, ""),
        (False, "She was there"),
    ]
    events = AuditEvent.objects.filter(action="member.correct").order_by("seq")
    assert [event.fields for event in events] == [
        ["asked", "name"],
        ["asked", "note"],
        ["done", "name"],
        ["declined", "note"],
    ]
    past = lead.get(f"/o/north/people/{dolores.pk}/history/").text
    assert "put right, as this person asked: the name" in past
    assert "said why it stays as it is: what a note says" in past
    assert sign_in("organizer").get(listed).status_code == 403
