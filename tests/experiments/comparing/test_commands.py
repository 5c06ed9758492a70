"""Both commands as a script meets them: one object, and a sentence with 2 for what is no rate."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.experiments.comparing import formulas


def told(capsys, *words):
    call_command(*words, "--json")
    return json.loads(capsys.readouterr().out)


def refused(*words):
    with pytest.raises(CommandError) as caught:
        call_command(*words)
    return caught.value.returncode, str(caught.value)


def test_compare_rates_prints_one_object(capsys):
    said = told(capsys, "compare_rates", "12/80", "24/82")

    assert list(said) == ["a", "b", "difference", "lift", "p_value", "methods", "verdict", "warnings", "sentence"]
    assert said["a"] == {"rate": 0.15, "interval": pytest.approx(list(formulas.wilson(12, 80)))}
    assert said["difference"]["interval"] == pytest.approx(list(formulas.newcombe((12, 80), (24, 82))))
    assert list(said["methods"]) == ["interval", "difference", "test"]
    assert (said["verdict"], said["warnings"]) == ("higher", [])


def test_without_json_it_says_a_sentence_and_names_its_methods(capsys):
    call_command("compare_rates", "0/10", "8/10", "--running")
    said = capsys.readouterr().out

    assert said.startswith("B is higher: 80 % (8 of 10) against 0 % (0 of 10).")
    assert all(name in said for name in ("Wilson", "Newcombe", "Fisher", "no lift", "still running"))


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [
        ("5/3", "1/2", "A: 5 out of 3 cannot be: those who did are among those who could have."),
        ("1/2", "0/0", "B: Nobody was asked yet: a rate needs at least one who could have said yes."),
        ("many", "1/2", "A: Write how many did and how many could have, such as 23/41."),
        ("1/2/3", "1/2", "A: Write how many did and how many could have, such as 23/41."),
        ("1.5/3", "1/2", "A: Write how many did and how many could have, such as 23/41."),
        ("٣/٤", "1/2", "A: Write how many did and how many could have, such as 23/41."),
        ("9" * 5000 + "/1", "1/2", "A: Write how many did and how many could have, such as 23/41."),
        ("1/2", "", "B: Write how many did and how many could have, such as 23/41."),
    ],
)
def test_what_is_no_rate_gets_a_sentence_and_2(a, b, sentence):
    assert refused("compare_rates", a, b) == (2, sentence)


def test_spaces_and_commas_are_read(capsys):
    assert told(capsys, "compare_rates", " 500 / 1,000", "1,200/2,000")["a"]["rate"] == 0.5


def test_sample_size_prints_one_object(capsys):
    said = told(capsys, "sample_size", "--baseline", "0.6", "--effect", "0.1")

    assert (said["per_group"], said["total"], said["power"], said["warnings"]) == (356, 712, 0.8, [])
    assert "z-test" in said["method"]
    assert told(capsys, "sample_size", "--baseline=60%", "--effect=10%", "--power=80%")["per_group"] == 356


def test_sample_size_in_words_warns_where_the_curve_is_rough(capsys):
    call_command("sample_size", "--baseline", "0", "--effect", "0.9")
    said = capsys.readouterr().out

    assert said.startswith("4 in each group, 8 in all.")
    assert "Fisher" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("0.2", "0"), "No number of people can show"),
        (("1.2", "0.1"), "The baseline is a share"),
        (("0.9", "0.2"), "outside 0 to 100"),
        (("0.2", "few"), "Write a share"),
        (("nan", "0.1"), "Write a share"),
        (("0.2", "1e-200"), "more people than anybody can ask"),
        (("0.2", "1e-9"), "more people than anybody can ask"),
        (("0.2", "0.1", "--power=1"), "The power is a chance"),
    ],
)
def test_what_is_no_question_of_size_gets_a_sentence_and_2(words, sentence):
    code, said = refused("sample_size", "--baseline", words[0], f"--effect={words[1]}", *words[2:])

    assert code == 2
    assert sentence in said
