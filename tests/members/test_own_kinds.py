"""Every kind of field: what is written is what is shown, found and sorted by; and nobody sees what is not theirs."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse

from members import columns
from members.choices import load
from members.fields import actions, people
from members.fields.refusing import FieldsRefused
from members.filters import fields_of
from members.forms.own import shown, written
from members.merging.actions import merge
from members.models import FieldOption, FieldValue, Member
from organizations.models import Role
from organizations.permissions import Scope

OPTIONS = {"one_of", "several_of"}


@pytest.fixture
def ask(north, person):
    """A request by somebody with a role, as a page has it."""

    def request(role="data_lead"):
        made = RequestFactory().get("/")
        made.organization, made.member, made.roles, made.scope = north, person(role), [Role(role)], Scope.ALL
        return made

    return request


@pytest.fixture
def field(person):
    def make(kind, readers="everyone", **more):
        choices = ["Days", "Late nights", "Weekends"] if kind in OPTIONS else []
        return actions.add_field(name=kind, kind=kind, choices=choices, readers=readers, by=person("owner"), **more)

    return make


@pytest.mark.parametrize(
    ("kind", "typed", "reads", "op", "asked"),
    [
        ("text", " Oud ", "Oud", "has", "oud"),
        ("number", "12.50", "12.50", "over", "12"),
        ("date", "2026-03-14", "Mar 14, 2026", "on", "2026-03-14"),
        ("yes_no", "YES", "Yes", "is", "yes"),
        ("one_of", "late NIGHTS", "Late nights", "is", "Late nights"),
        ("several_of", "weekends; Days", "Days, Weekends", "all", "Weekends"),
        ("several_of", "Days", "Days", "is", "Days"),
        ("person", "ana berg", "Ana Berg", "is", "Ana Berg"),
        ("link", "example.org/a", "https://example.org/a", "has", "example"),
    ],
)
def test_what_is_written_is_shown_found_and_sorted_by(ask, field, kind, typed, reads, op, asked):
    ana, bea = (Member.objects.create(given_name=name, family_name="Berg") for name in ("Ana", "Bea"))
    made, request = field(kind), ask()
    own = load(request).fields[0]
    FieldValue.objects.create(member=bea, field=made, value=written(own, typed))
    column = columns.columns_of(request)[f"field-{made.pk}"]
    names = {**own.by_label, "ana berg": str(ana.pk)}
    where = fields_of(request)[f"field-{made.pk}"].where(request, op, (names.get(asked.lower(), asked),))

    assert shown(own, FieldValue.objects.get().value) == reads
    assert dict(column.load(request, [ana, bea])) == {bea.pk: reads}
    assert list(Member.objects.filter(where)) == [bea]
    assert Member.objects.order_by(column.sort.asc(nulls_last=True)).first() == bea


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "many"), ("date", "soon"), ("yes_no", "perhaps"), ("one_of", "Nights"), ("several_of", "Days, Nights"),
        ("person", "Zo Nobody"), ("link", "javascript:alert(1)"), ("link", "ftp://example.org"), ("link", "data:text/html,x"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_sentence(ask, field, kind, typed):
    field(kind)
    with pytest.raises(ValidationError):
        written(load(ask()).fields[0], typed)


@pytest.mark.parametrize(("value", "opens"), [("https://example.org/a", True), ("javascript:alert(1)", False)])
def test_list_leads_only_where_a_click_opens_a_page(ask, field, sign_in, value, opens):
    made, ana = field("link"), Member.objects.create(given_name="Ana")
    FieldValue.objects.create(member=ana, field=made, value=value)
    page = sign_in("data_lead").get(reverse("members:list", args=["north"]), {"columns": f"field-{made.pk}"}).text

    assert value in page
    assert (f'href="{value}"' in page) is opens


def test_hundred_choices_fit_and_more_are_refused_with_a_sentence(ask, person):
    made = actions.add_field(name="Songs", kind="several_of", choices=map(str, range(100)), by=person("owner"))
    own = load(ask()).fields[0]
    FieldValue.objects.create(member=person("viewer"), field=made, value=written(own, ";".join(map(str, range(100)))))
    assert len(FieldValue.objects.get().value.split()) == 100

    # As lists once made them.
    FieldOption.objects.create(field=made, label="100", folded="100")
    with pytest.raises(ValidationError, match="Choose at most 100"):
        written(load(ask()).fields[0], ";".join(map(str, range(101))))


def test_choices_stay_choices_where_their_names_are_too_long_for_a_text(person):
    names = [f"{n} {'la ' * 30}".strip() for n in range(50)]
    made = actions.add_field(name="Songs", kind="several_of", choices=names, by=person("owner"))
    value = " ".join(str(option.pk) for option in made.options.all())
    FieldValue.objects.create(member=person("viewer"), field=made, value=value)

    with pytest.raises(FieldsRefused, match="Not every answer fits"):
        actions.edit_field(made, kind="text", by=person("owner"))


def test_two_of_one_name_are_asked_about(ask, field):
    for _each in range(2):
        Member.objects.create(given_name="Ana", family_name="Berg")
    field("person")
    with pytest.raises(ValidationError, match="Several people fit “Ana Berg”"):
        written(load(ask()).fields[0], "Ana Berg")


@pytest.mark.parametrize(
    ("readers", "who"),
    [
        ("everyone", {"owner", "director", "data_lead", "organizer"}),
        ("keepers", {"owner", "director", "data_lead"}),
        ("leads", {"owner", "director"}),
        ("owners", {"owner"}),
    ],
)
def test_field_is_open_to_its_readers_alone_wherever_it_could_show(north, field, person, sign_in, readers, who):
    made = field("text", readers, section=None)
    dolores = Member.objects.create(given_name="Dolores", organizer=person("organizer"))
    FieldValue.objects.create(member=dolores, field=made, value="Oud player")
    pages = ("", "edit/", f"?columns=field-{made.pk}", f"?field-{made.pk}.filled=")
    seen = set()
    for role in ("owner", "director", "data_lead", "organizer"):
        client = sign_in(role)
        texts = [client.get(f"/o/north/people/{dolores.pk}/{page}").text for page in pages[:2]]
        texts += [client.get(f"/o/north/people/{page}").text for page in pages[2:]]
        hits = {"Oud player" in text for text in texts[:3]}
        assert len(hits) == 1
        assert ("means nothing here any more" in texts[3]) == (hits == {False})
        seen |= {role} if hits == {True} else set()

    assert seen == who


def test_person_out_of_sight_is_not_named_and_stays(north, field, person, sign_in):
    made = field("person")
    hidden = Member.objects.create(given_name="Hidden", family_name="Person")
    dolores = Member.objects.create(given_name="Dolores", organizer=person("organizer"))
    FieldValue.objects.create(member=dolores, field=made, value=str(hidden.pk))
    page = sign_in("organizer").get(f"/o/north/people/{dolores.pk}/").text

    assert "Hidden" not in page
    assert "Someone you do not see here" in page


def test_whom_a_chain_of_merges_put_away_goes_by_the_name_of_the_last(ask, field, sign_in):
    made = field("person")
    ana, bea, cleo, dolores = (Member.objects.create(given_name=name) for name in ("Ana", "Bea", "Cleo", "Dolores"))
    FieldValue.objects.create(member=dolores, field=made, value=str(ana.pk))
    merge(bea, ana, by=None)
    merge(cleo, bea, by=None)
    request = ask()
    own = load(request).fields[0]
    where = fields_of(request)[f"field-{made.pk}"].where(request, "is", (str(cleo.pk),))

    assert shown(own, str(ana.pk)) == "Cleo"
    assert list(Member.objects.filter(where)) == [dolores]
    assert people.named_in(request, made.pk) == [(str(cleo.pk), "Cleo")]
    assert "Cleo" in sign_in("data_lead").get(f"/o/north/people/{dolores.pk}/").text


def test_no_order_tells_of_somebody_out_of_sight(ask, field, person):
    made, organizer = field("person"), person("organizer")
    hidden, seen = Member.objects.create(given_name="Abe"), Member.objects.create(given_name="Zo", organizer=organizer)
    first, second = (Member.objects.create(given_name=name, organizer=organizer) for name in ("A", "B"))
    for member, named in ((first, hidden), (second, seen)):
        FieldValue.objects.create(member=member, field=made, value=str(named.pk))
    request = ask("organizer")
    request.scope = Scope.OWN
    sort = columns.columns_of(request)[f"field-{made.pk}"].sort

    assert list(Member.objects.filter(pk__in=[first.pk, second.pk]).order_by(sort.asc(nulls_last=True))) == [
        second,
        first,
    ]


def test_answer_says_until_when_it_is_kept(north, field, sign_in):
    made = field("text", months_kept=12)
    dolores = Member.objects.create(given_name="Dolores")
    FieldValue.objects.create(member=dolores, field=made, value="Oud")
    FieldValue.objects.update(written_at="2028-02-29T12:00:00Z")

    assert "Kept until Feb 28, 2029" in sign_in("owner").get(f"/o/north/people/{dolores.pk}/").text
