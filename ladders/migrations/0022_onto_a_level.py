from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladders", "0021_plans_that_need_no_luck"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="levelchange",
            index=models.Index(
                condition=models.Q(("place", "level"), models.Q(("from_place", "level"), _negated=True)),
                fields=["ladder", "member", "on"],
                include=("is_baseline",),
                name="ladders_levelchange_onto",
            ),
        ),
    ]
