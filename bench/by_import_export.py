"""The same list by django-import-export, in the way of its manual: a ModelResource, what hangs on a row after it.

As its pages do, a dry run first and then the import. It keeps its own report of the rows; an undo record for each person
is written by hand, as it has none.
"""

from datetime import date
from typing import Any, ClassVar

import tablib
from import_export import fields, resources

from bench.by_bulk_create import cleaned, find
from bench.lists import HEADERS
from imports.models import ImportBatch, ImportChange
from ladders import history
from ladders.models import Assessment, Ladder
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind
from members.normal import fold


class MemberResource(resources.ModelResource):  # type: ignore[misc]
    """One row is one member with contacts, unit and level."""

    given_name = fields.Field("given_name", "First")
    family_name = fields.Field("family_name", "Last")

    class Meta:
        model = Member
        fields = ("given_name", "family_name")
        import_id_fields: ClassVar[list[str]] = []
        use_transactions = True
        skip_unchanged = True

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        self.ladder = Ladder.objects.get(is_default=True)
        self.levels = {str(level.position): level for level in self.ladder.levels.all()}
        self.kind = UnitKind.objects.get(is_default=True)
        self.batch = ImportBatch.objects.create(name="export.csv", status=ImportBatch.Status.APPLYING)
        self.made: list[Member] = []

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        row.update(cleaned(row))

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Member | None:
        return find(row)

    def after_save_instance(self, instance: Member, row: dict[str, str], **kwargs: Any) -> None:
        for kind, value in (("phone", row["Phone"]), ("email", row["Email"])):
            ContactPoint.objects.get_or_create(
                member=instance, kind=kind, normal=value.lower(), defaults={"value": value}
            )
        unit, _made = Unit.objects.get_or_create(
            kind=self.kind, folded=fold(row["Home area"]), defaults={"name": row["Home area"]}
        )
        Belonging.objects.update_or_create(member=instance, kind=self.kind, defaults={"unit": unit})
        Assessment.objects.get_or_create(
            member=instance, ladder=self.ladder, on=self.today, level=self.levels[row["Level"]], place="level",
            defaults={"source": Assessment.Source.IMPORT, "import_id": self.batch.pk},
        )  # fmt: skip
        ImportChange.objects.create(batch=self.batch, about=instance.pk, at=instance.changed_at, steps=[row])
        self.made.append(instance)

    def after_import(self, dataset: tablib.Dataset, result: Any, **kwargs: Any) -> None:
        history.rebuild(ladder=self.ladder, members=[member.pk for member in self.made])


def bring(rows: list[tuple[str, ...]], today: date) -> None:
    """Run it dry, look for errors, and run it for good."""
    resource = MemberResource(today)
    for dry_run in (True, False):
        result = resource.import_data(
            tablib.Dataset(*rows, headers=HEADERS), dry_run=dry_run, raise_errors=True, use_transactions=True
        )
        if result.totals["new"] != len(rows):
            raise ValueError(result.totals)
