import django.db.models.functions.text
from django.db import migrations, models

import members.models.person


class Migration(migrations.Migration):
    """A generated column cannot be altered, so it goes and comes again."""

    dependencies = [
        ("members", "0002_member_sorted_as"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="member",
            name="members_member_by_name",
        ),
        migrations.RemoveField(
            model_name="member",
            name="sorted_as",
        ),
        migrations.AddField(
            model_name="member",
            name="sorted_as",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Left(
                    members.models.person.WithoutAccents(
                        django.db.models.functions.text.Trim(
                            django.db.models.functions.text.Concat(
                                models.F("family_name"), models.Value(" "), models.F("given_name")
                            )
                        )
                    ),
                    202,
                ),
                output_field=models.CharField(max_length=202),
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["sorted_as", "id"], name="members_member_by_name"),
        ),
    ]
