"""A form sets what it offers and nothing else, whatever is sent with it."""

from uuid import uuid4

from members.models import Member
from tests.members.conftest import filled, opened, url

MORE = {
    "user_id": str(uuid4()), "id": str(uuid4()), "pk": str(uuid4()), "merged_into": str(uuid4()), "kind": "guest",
    "erased_at": "2026-01-01", "archived_at": "2026-01-01", "created_at": "2001-01-01", "is_staff": "on",
}  # fmt: skip


def test_more_fields_than_a_form_has_change_nothing(sign_in, north):
    client = sign_in("director")
    client.post("/o/north/people/new/", filled(given_name="Ada", family_name="Osei") | MORE)
    ada = Member.objects.get(given_name="Ada")
    client.post(url("edit", ada), opened(client, ada) | {"given_name": "Adah"} | MORE)
    ada.refresh_from_db()

    assert (ada.given_name, ada.kind) == ("Adah", Member.Kind.PERSON)
    assert (ada.user_id, ada.erased_at, ada.archived_at, ada.merged_into_id) == (None, None, None, None)
    assert (str(ada.pk) in MORE.values(), ada.created_at.year > 2001) == (False, True)
