"""The stamp: a row of one organization is written in no other (trap T7), and the models keep to the rules."""

import copy
import pickle

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from members.models import Member, Tag
from stpnet.db.errors import WrongOrganization
from stpnet.in_org import in_org
from stpnet.models import TenantModel, TenantQuerySet
from tests.seeds import whose

TENANT_MODELS = [
    model
    for label in settings.TENANT_APPS
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
]
PUBLIC_MODELS = [model for model in apps.get_models(include_auto_created=True) if model not in TENANT_MODELS]
WRITES = {
    "saved": lambda row: row.save(),
    "saved in part": lambda row: row.save(update_fields=["family_name"]),
    "deleted": lambda row: row.delete(),
    "bulk_created": lambda row: Member.objects.bulk_create([row]),
    "bulk_created over": lambda row: Member.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["family_name"]
    ),
    "bulk_updated": lambda row: Member.objects.bulk_update([row], ["family_name"]),
    "copied and saved": lambda row: copy.copy(row).save(),
    "pickled and saved": lambda row: pickle.loads(pickle.dumps(row)).save(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_t7_row_of_one_organization_is_refused_in_another(north, south, write):
    row = Member.objects.first()
    row.family_name = "Two Canary"

    with in_org(south):
        with pytest.raises(WrongOrganization):
            write(row)
        assert whose() == {"south"}
    assert whose() == {"north"}


def test_t7_new_row_made_in_one_organization_is_refused_in_another(north, south):
    row = Member(given_name="Canary")

    with in_org(south), pytest.raises(WrongOrganization):
        row.save()


def test_t7_row_is_refused_outside_any_organization(committed):
    with pytest.raises(WrongOrganization):
        Member(given_name="Canary").save()


def test_t7_row_is_written_where_it_was_read(north):
    tag = Tag.objects.create(name="ours")
    tag.name = "still ours"
    tag.save()

    assert Tag.objects.get().name == "still ours"


@pytest.mark.parametrize("model", TENANT_MODELS, ids=str)
def test_model_of_an_organization_carries_the_stamp(model):
    assert issubclass(model, TenantModel)
    assert all(issubclass(manager._queryset_class, TenantQuerySet) for manager in model._meta.managers)


@pytest.mark.parametrize("model", TENANT_MODELS + PUBLIC_MODELS, ids=str)
def test_no_key_crosses_between_public_and_organization_tables(model):
    own_side = TENANT_MODELS if model in TENANT_MODELS else PUBLIC_MODELS
    pointed_at = [field.related_model for field in model._meta.get_fields() if field.is_relation and field.concrete]

    assert [other for other in pointed_at if other not in own_side] == []


def test_no_application_is_in_both_lists():
    assert not set(settings.SHARED_APPS) & set(settings.TENANT_APPS)


def test_t8_no_table_name_is_on_both_sides():
    def tables(of):
        return {model._meta.db_table for model in of}

    assert not tables(TENANT_MODELS) & tables(PUBLIC_MODELS)


OUR_APPS = {"organizations", *settings.TENANT_APPS}
OURS = [model for model in apps.get_models() if model._meta.app_label in OUR_APPS]


@pytest.mark.parametrize("model", OURS, ids=str)
def test_constraint_is_named_for_its_rule_and_says_a_sentence(model):
    standard = models.CheckConstraint(condition=models.Q(), name="x").get_violation_error_message()
    for constraint in model._meta.constraints:
        assert constraint.name.startswith(f"{model._meta.label_lower.replace('.', '_')}_")
        assert constraint.violation_error_message != standard
        assert str(constraint.violation_error_message).endswith(".")


@pytest.mark.parametrize("model", OURS, ids=str)
def test_unique_together_is_not_used(model):
    assert not model._meta.unique_together
