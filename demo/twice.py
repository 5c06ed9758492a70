"""A few people of a large group who came in twice: by the first list, and later by a sheet, with a slip."""

from dataclasses import replace

from demo.cast import Draft

# One in so many: a group of a few dozen has nobody twice.
ONE_IN = 90
# A name of so few letters is hardly ever mistyped.
SHORT = 4


def with_doubles(drafts: list[Draft]) -> list[Draft]:
    """Let some who are on no level be somebody who was known before: the same phone or e-mail, the name mistyped.

    Nobody is added, so every figure stays; and nothing is left to chance, so everyone else stays as they were.
    """
    known = [
        draft for draft in drafts if draft.place == "level" and len(draft.person.given_name) > SHORT and draft.contacts
    ]
    later = [draft for draft in drafts if draft.place == "off" and draft.known_since and draft.status == "contact"]
    pairs = zip(later[::ONE_IN], known[len(known) // 3 :: 7], strict=False)
    doubles = {id(double): _again(double, first) for double, first in pairs} if len(later) > 2 * ONE_IN else {}
    return [doubles.get(id(draft), draft) for draft in drafts]


def _again(double: Draft, first: Draft) -> Draft:
    given = first.person.given_name
    mistyped = first.person._replace(given_name=given[:-2] + given[-1], middle_name="", preferred_name="", pronouns="")
    return replace(double, person=mistyped, contacts=first.contacts[:1])
