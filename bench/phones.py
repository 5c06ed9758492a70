"""Phones by our fast path, and by phonenumbers alone."""

import random

import phonenumbers

from imports.cells import phone

SHAPES = (
    "({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "{a} {b} {c}", "{a}{b}{c}", "1{a}{b}{c}", "+1{a}{b}{c}",
    "+1 ({a}) {b}-{c}", "1-{a}-{b}-{c}", "({a}){b}-{c}", "+1 {a} {b} {c}", "+1.{a}.{b}.{c}", "{a}-{b}{c}",
)  # fmt: skip
N = 5000


def by_library(text: str) -> str | None:
    """Write a number as phonenumbers does, if it can be one."""
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def check() -> int:
    """Compare made-up numbers in every usual shape; returns how many, raises AssertionError at the first that differs."""
    rng = random.Random(4)  # noqa: S311 - the same numbers each time
    for at in range(N):
        shape = SHAPES[at % len(SHAPES)]
        a, b, c = rng.randrange(200, 1000), rng.randrange(200, 1000), rng.randrange(10_000)
        text = shape.format(a=a, b=b, c=f"{c:04}")
        assert phone(text, "US").value == by_library(text), text
    return N
