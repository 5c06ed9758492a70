"""What somebody typed about a person whose row was put together with another meanwhile: carried over into that form."""

from typing import Any

from members.about import About
from members.forms import WholeForm
from members.forms.contacts import EMPTY_LINES, ContactForm, ContactFormSet
from members.forms.person import PersonForm
from members.merging.before import as_it_was
from members.models import Member
from members.requests import OrgRequest


def carried(request: OrgRequest, merged: Member, about: About) -> WholeForm:
    """Return the form of the one who stands for both, with what was typed about the other in its place.

    What was not touched stays as the survivor has it: it was never meant to be written over them.
    """
    then, form = as_it_was(merged), WholeForm(request, about, is_sent=False)
    person = PersonForm(request.POST, request=request, about=then)
    for name in person.changed_data:
        if name in form.person.fields:
            form.person.initial[name] = person[name].value()
    form.carried = [str(person[name].label) for name in person.changed_data]
    _carry_contacts(request, then, about, form)
    return form


def _carry_contacts(request: OrgRequest, then: About, about: About, form: WholeForm) -> None:
    sent = ContactFormSet(request.POST, group=request.organization, points=then.points)
    lines = [line for line in sent.forms if line.has_changed()] if sent.management_form.is_valid() else []
    places = {str(point.pk): at for at, point in enumerate(about.points)}
    typed = [(places.get(str(line["pk"].value() or "")), _typed(line)) for line in lines]
    new = [values | {"pk": None} for at, values in typed if at is None and values["value"]]
    # Before the lines are made, so that there is one for each.
    form.contacts.extra = max(len(new), len(EMPTY_LINES))
    for at, values in typed:
        if at is not None:
            form.contacts.forms[at].initial |= values
    for at, values in enumerate(new, start=len(about.points)):
        form.contacts.forms[at].initial = values
    form.carried += [str(values["value"]) for _at, values in typed if values["value"]]


def _typed(line: ContactForm) -> dict[str, Any]:
    return {name: line[name].value() for name in line.fields}
