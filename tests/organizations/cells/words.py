"""The group's own words: units, fields, tags."""

from members import units
from members.fields import actions as fields
from members.models import Field, FieldOption, FieldSection, Tag, Unit, UnitContact, UnitKind
from members.tags import actions as tags
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, on_file


def unit_kind(_scene: Scene) -> Made:
    return {"pk": UnitKind.objects.create(name=f"Kind {next(number)}", plural="Kinds").pk}


def _unit() -> Unit:
    name = f"unit {next(number)}"
    return Unit.objects.create(kind=UnitKind.objects.get(is_default=True), name=name, folded=name)


def unit(_scene: Scene) -> Made:
    return {"pk": _unit().pk}


def unit_and_parent(_scene: Scene) -> Made:
    return {"pk": _unit().pk, "parent": _unit().pk}


def unit_contact(scene: Scene) -> Made:
    """Of a unit, somebody on file: rights reach all of what belongs to the group as a whole."""
    found = _unit()
    made = UnitContact.objects.create(unit=found, member=on_file(scene, mine=True))
    return {"pk": found.pk, "contact": made.pk}


def unit_that_went(scene: Scene) -> Made:
    return {"pk": units.delete_unit(_unit(), by=scene.member).was}


def _tag() -> Tag:
    name = f"tag {next(number)}"
    return Tag.objects.create(name=name, folded=name)


def tag(_scene: Scene) -> Made:
    return {"pk": _tag().pk}


def tag_that_went(scene: Scene) -> Made:
    return {"pk": tags.delete_tag(_tag(), by=scene.member).was}


def _field(scene: Scene) -> Field:
    return fields.add_field(name=f"field {next(number)}", kind="one_of", choices=["A"], by=scene.member)


def field(scene: Scene) -> Made:
    return {"pk": _field(scene).pk}


def field_that_went(scene: Scene) -> Made:
    made = _field(scene)
    fields.delete_field(made, by=scene.member)
    return {"pk": made.pk}


def option(scene: Scene) -> Made:
    return {"pk": FieldOption.objects.get(field=_field(scene)).pk}


def section(_scene: Scene) -> Made:
    name = f"section {next(number)}"
    return {"pk": FieldSection.objects.create(name=name, folded=name).pk}


SHARED = {
    unit_kind, unit, unit_contact, unit_and_parent, unit_that_went, tag, tag_that_went, field, field_that_went, option, section,
}  # fmt: skip
CELLS = {
    "units:list": Cell("chapter.edit", GET),
    "units:kind_add": Cell("chapter.edit", BOTH),
    "units:kind": Cell("chapter.edit", BOTH, unit_kind),
    "units:add": Cell("chapter.edit", BOTH, unit_kind),
    "units:kind_delete": Cell("chapter.edit", POST, unit_kind),
    "units:edit": Cell("chapter.edit", BOTH, unit),
    "units:top": Cell("chapter.edit", POST, unit),
    "units:under": Cell("chapter.edit", POST, unit_and_parent),
    "units:merge": Cell("chapter.edit", POST, unit),
    "units:contacts": Cell("chapter.edit", BOTH, unit),
    "units:contact_find": Cell("chapter.edit", POST, unit),
    "units:contact_name": Cell("chapter.edit", POST, unit_contact),
    "units:contact_take_off": Cell("chapter.edit", POST, unit_contact),
    "units:delete": Cell("chapter.edit", POST, unit),
    "units:restore": Cell("chapter.edit", POST, unit_that_went),
    "tags:list": Cell("tag.edit", GET),
    "tags:edit": Cell("tag.edit", BOTH, tag),
    "tags:merge": Cell("tag.edit", POST, tag),
    "tags:delete": Cell("tag.edit", POST, tag),
    "tags:restore": Cell("tag.edit", POST, tag_that_went),
    "fields:list": Cell("field.edit", GET),
    "fields:add": Cell("field.edit", BOTH),
    "fields:edit": Cell("field.edit", BOTH, field),
    "fields:move": Cell("field.edit", POST, field),
    "fields:delete": Cell("field.edit", POST, field),
    "fields:restore": Cell("field.edit", POST, field_that_went),
    "fields:option_add": Cell("field.edit", POST, field),
    "fields:option": Cell("field.edit", POST, option),
    "fields:option_move": Cell("field.edit", POST, option),
    "fields:option_retire": Cell("field.edit", POST, option),
    "fields:section_add": Cell("field.edit", BOTH),
    "fields:section": Cell("field.edit", BOTH, section),
    "fields:section_move": Cell("field.edit", POST, section),
    "fields:section_delete": Cell("field.edit", POST, section),
    "fields:section_restore": Cell("field.edit", POST),
}
