from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0019_parts_kept_by_triggers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("review_on__isnull", False)),
                fields=["review_on"],
                name="ladders_assessment_review",
            ),
        ),
    ]
