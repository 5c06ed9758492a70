"""Sums of parts are planned well also where PostgreSQL believes the tables to be empty.

While a first list comes in, nothing is known yet of how many rows there are. A part of a statement that is written
where it is used was then worked out again for each row of another; what reads everybody took an index for each.
"""

from importlib import import_module

from django.db import migrations

# Their names begin with numbers, so that they cannot be imported by a statement.
triggers = import_module("ladders.migrations.0016_tally_kept_by_triggers")
since = import_module("ladders.migrations.0017_equal_paths_summed_once")
parts = import_module("ladders.migrations.0019_parts_kept_by_triggers")

READ_EVERYBODY = ("ladders_tally_from(date[])", "ladders_part_from(date[])", "ladders_part_anew()")


def once(body: str) -> str:
    """Work out each part of a statement once, however it is joined."""
    return body.replace("whose AS (", "whose AS MATERIALIZED (").replace("state AS (", "state AS MATERIALIZED (")


def trigger_function(name: str, body: str) -> migrations.RunSQL:
    made = triggers.TRIGGERED
    return since.replaced(made.format(name=name, body=once(body)), made.format(name=name, body=body))


def planned(function: str) -> migrations.RunSQL:
    alter = "DO $do$ BEGIN EXECUTE format('ALTER FUNCTION %1$I.{} {}', current_schema()); END $do$"
    return migrations.RunSQL(
        alter.format(function, "SET enable_nestloop = off"), alter.format(function, "RESET enable_nestloop")
    )


class Migration(migrations.Migration):
    dependencies = [("ladders", "0020_review_index")]

    operations = [
        since.replaced(once(parts.BEGIN), parts.BEGIN),
        since.replaced(once(parts.ANEW), parts.ANEW),
        *(trigger_function(name, body) for name, (_table, _event, body) in parts.FUNCTIONS.items()),
        *(planned(function) for function in READ_EVERYBODY),
    ]
