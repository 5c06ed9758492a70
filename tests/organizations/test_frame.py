"""The tags that every page uses."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from organizations.templatetags.frame import icon, initials, level_class, ramp


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize("levels", [3, 4, 5, 6, 7])
def test_ramp_gives_every_level_a_colour_of_its_own_and_uses_both_ends(levels: int) -> None:
    colours = [ramp(position, levels) for position in range(1, levels + 1)]

    assert colours == sorted(set(colours))
    assert (colours[0], colours[-1]) == ("l1", "l5")


def test_level_class_of_a_short_ladder_names_rungs_and_colour() -> None:
    assert level_class(2, 3) == "l2 of-3 c3"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Dolores Ankrah", "DA"), ("Mary Ann de Souza", "MS"), ("Prince", "P"), ("", ""), ("(Jo) Ng", "N")],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize("name", ["users", "ladder"])
def test_icon_is_hidden_from_readers_and_has_no_style(name: str) -> None:
    drawn = icon(name)

    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_level_badge_says_number_and_name() -> None:
    level = SimpleNamespace(position=3, name="Brings <others>")

    shown = render("{% level_badge level of=5 %}", level=level)

    assert shown == '<span class="lv l3"><span><span class="sr">Level </span>3 Brings &lt;others&gt;</span></span>'


def test_level_badge_without_a_level_says_the_place() -> None:
    shown = render('{% level_badge level place="quiet" %}', level=None)

    assert shown == '<span class="lv l0 quiet"><span>Gone quiet</span></span>'


def test_field_of_a_form_links_its_input_to_hint_and_error() -> None:
    class Form(forms.Form):
        name = forms.CharField(help_text="As she says it.")

    shown = str(Form({"name": ""})["name"].as_field_group())

    assert 'class="in"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
