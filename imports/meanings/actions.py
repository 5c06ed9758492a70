"""Saying what words mean, once for this list and the lists that follow; putting it back; forgetting it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db.models.functions import Now

from audit.recording import action, record
from imports.cleanup.actions import Done, lock, look
from imports.headers import negated
from imports.meanings.known import about, word
from imports.meanings.vocabularies import Vocabulary
from imports.models import ImportBatch, ImportMeaning, ImportRow
from members.models import Member, Unit
from members.normal import fold
from stpnet.db.wrapper import current

Does = ImportMeaning.Does


class Answer(NamedTuple):
    """What a word means; `means` is empty where it is left empty."""

    does: str
    means: str = ""


def answer(vocabulary: Vocabulary, value: str) -> Answer | None:
    """Turn what was chosen or typed into an answer; None when it is none of the words there are."""
    if value == "-":
        return Answer(Does.EMPTY)
    if not vocabulary.is_of_units:
        return Answer(Does.IS, value) if value in dict(vocabulary.choices) else None
    name = " ".join(value.split())[:120]
    unit = Unit.objects.filter(kind=UUID(vocabulary.about.removeprefix("unit:")), folded=fold(name) or name).first()
    return Answer(Does.IS, str(unit.pk)) if unit else Answer(Does.NAMED, name) if name else Answer(Does.EMPTY)


@action
def mean(batch: ImportBatch, *, vocabulary: Vocabulary, answers: Mapping[str, Answer], by: Member) -> Done:
    """Remember what these spellings mean, and look again at the rows that have them."""
    lock(batch)
    move, said = uuid4(), {word(spelling): each for spelling, each in answers.items()}
    before = {each.word: each for each in ImportMeaning.objects.filter(about=vocabulary.about, word__in=said)}
    new = [
        ImportMeaning(
            about=vocabulary.about, word=each, does=answer.does, means=answer.means, move=move, by=by,
            before=[before[each].does, before[each].means] if each in before else None,
        )
        for each, answer in said.items()
    ]  # fmt: skip
    ImportMeaning.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["about", "word"],
        update_fields=["does", "means", "move", "before", "by"],
    )  # fmt: skip
    ImportMeaning.objects.filter(move=move).update(at=Now())
    record("import.run", of=batch, by=by, fields=[f"{len(new)} words explained"])
    numbers = rows_with(batch, vocabulary.about, said)
    look(batch, numbers)
    return Done(move, len(numbers))


@action
def put_back(batch: ImportBatch, *, move: UUID, by: Member) -> int:
    """Take back what was said of words in one go. Returns how many words it was."""
    lock(batch)
    meanings = list(ImportMeaning.objects.filter(move=move))
    for each in meanings:
        if each.before is None:
            each.delete()
        else:
            (each.does, each.means), each.before, each.move = each.before, None, uuid4()
            each.save(update_fields=["does", "means", "before", "move"])
    if meanings:
        record("import.run", of=batch, by=by, fields=[f"{len(meanings)} words put back"])
        look(batch, rows_with(batch, meanings[0].about, [each.word for each in meanings]))
    return len(meanings)


@action
def forget(meaning: ImportMeaning, *, by: Member) -> None:
    """Ask about a word again in the lists that follow. Lists that were looked at keep what was said."""
    record("import.run", of=meaning, by=by, fields=["1 word forgotten"])
    meaning.delete()


def rows_with(batch: ImportBatch, what: str, words: "Mapping[str, object] | list[str]") -> set[int]:
    """Find the rows in which a column of this vocabulary has one of these words, in whatever spelling."""
    columns = zip(batch.headers, batch.mapping, strict=True)
    headers = [
        header
        for header, key in columns
        if key and about(key, negated=negated(header), ladder_id=batch.ladder_id) == what
    ]
    with current().cursor() as cursor:
        cursor.execute(_WITH, [batch.pk, headers])
        return {number for number, said in cursor.fetchall() if word(said) in words}


_WITH = f"""
    SELECT number, cell.value FROM {ImportRow._meta.db_table} AS line, jsonb_each_text(line.cells) AS cell
    WHERE line.batch_id = %s AND cell.key = ANY(%s)
"""  # noqa: S608, SLF001 - the model's own table
