"""Attempts: two taps, no contact, and the number or address that turned out wrong is marked until Undo."""

import pytest

from conversations.models import Conversation

pytestmark = pytest.mark.django_db


def tried(sign_in, member, role="organizer", **fields):
    return sign_in(role).post(f"/o/north/conversations/attempts/{member.pk}/", fields, follow=True)


@pytest.mark.parametrize("outcome", ["no_answer", "left_message"])
def test_an_attempt_is_kept_and_is_no_contact(sign_in, rosa, phone, outcome):
    point = phone(rosa)

    page = tried(sign_in, rosa, outcome=outcome)

    assert "Kept:" in page.text
    assert page.redirect_chain[0][0] == f"/o/north/people/{rosa.pk}/"
    assert Conversation.objects.get().outcome == outcome
    assert not Conversation.objects.reached().exists()
    point.refresh_from_db()
    assert point.works


@pytest.mark.parametrize(
    ("outcome", "kind", "standing"), [("wrong_number", "phone", "wrong"), ("moved", "address", "gone")]
)
def test_the_only_one_is_marked_and_undo_says_it_works(sign_in, rosa, phone, outcome, kind, standing):
    point = phone(rosa, "+15035550163" if kind == "phone" else "1 elm st", kind)

    tried(sign_in, rosa, outcome=outcome)
    point.refresh_from_db()
    assert point.standing == standing

    address = f"/o/north/conversations/logged/{Conversation.objects.get().pk}/undo/?point={point.pk}"
    sign_in("organizer").post(address)
    point = rosa.contact_points.get()
    assert point.works
    assert not Conversation.objects.kept().exists()


def test_of_two_numbers_it_is_asked_which(sign_in, rosa, phone):
    one, two = phone(rosa), phone(rosa, "+15035550164")

    page = tried(sign_in, rosa, outcome="wrong_number")
    assert "Which number was it?" in page.text
    assert not Conversation.objects.exists()
    tried(sign_in, rosa, outcome="wrong_number", point=two.pk)

    assert {point.pk: point.standing for point in rosa.contact_points.all()} == {one.pk: "good", two.pk: "wrong"}


def test_none_of_them_marks_nothing(sign_in, rosa, phone):
    phone(rosa)
    phone(rosa, "+15035550164")

    tried(sign_in, rosa, outcome="wrong_number", point="none")

    assert Conversation.objects.exists()
    assert all(point.works for point in rosa.contact_points.all())


def test_an_unknown_word_is_asked_again(sign_in, rosa):
    assert tried(sign_in, rosa, outcome="eloped").status_code == 422
    assert not Conversation.objects.exists()


def test_of_people_one_does_not_see_nothing_is_kept(sign_in, someone, person):
    hidden = someone("Hedda Hidden", organizer=person("director"))

    assert tried(sign_in, hidden, outcome="no_answer").status_code == 404
