"""How the tables of an organization are made, as the database itself was told when the first one was."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Recipe(models.Model):
    """The statements that the migrations of this fingerprint came to. The owner login runs them, and only it has them.

    Whoever could write here could run anything as the owner: `schemas.migrate_public` takes the application's rights.
    """

    # SHA-256 of all migrations, in hexadecimal: another set of migrations is another recipe.
    fingerprint = models.CharField(max_length=64, primary_key=True)
    # One text for each statement; `organizations.recipes.PLACE` stands where the schema's name goes.
    statements = models.JSONField()
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(statements=[]),
                name="organizations_recipe_makes_something",
                violation_error_message=_("A recipe has at least one statement."),
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]
