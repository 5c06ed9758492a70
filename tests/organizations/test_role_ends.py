"""A role that ends while work of the person is under way.

What was confirmed with the right is done: half a list would help nobody. Who holds the right today sees the result.
"""

import pytest

from imports import actions
from imports.models import ImportBatch
from organizations.models import Role
from organizations.people import change_roles, remove
from stpnet.in_org import on_public_side
from tests.imports.conftest import plan, receive, url
from tests.organizations.conftest import membership, user

LIST = "name\nNia Okafor\nRosa Lund\n"


def end(how):
    with on_public_side():
        if how == "removed":
            remove(membership("data_lead"), by=user("owner"))
        else:
            change_roles(membership("data_lead"), roles=[Role.VIEWER], by=user("owner"))


@pytest.mark.parametrize(("how", "status"), [("removed", 302), ("a viewer now", 403)])
def test_list_that_was_confirmed_comes_in_and_is_shown_to_others(sign_in, person, how, status):
    client, by = sign_in("data_lead"), person("data_lead")
    batch = plan(receive(LIST, by=by))
    actions.confirm(batch, by=by)
    end(how)

    assert actions.work_now(batch).status == ImportBatch.Status.DONE
    assert client.get(url("detail", batch.pk)).status_code == status
    assert sign_in("owner").get(url("detail", batch.pk)).status_code == 200


@pytest.mark.parametrize(("how", "status"), [("removed", 302), ("a viewer now", 403)])
def test_list_that_was_not_confirmed_waits_for_somebody_else(sign_in, person, how, status):
    client = sign_in("data_lead")
    batch = plan(receive(LIST, by=person("data_lead")))
    end(how)

    assert client.post(url("confirm", batch.pk)).status_code == status
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.TO_CONFIRM
    assert sign_in("director").post(url("confirm", batch.pk)).status_code == 303
