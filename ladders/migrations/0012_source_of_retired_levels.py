from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ladders", "0011_carried_and_asked")]

    operations = [
        migrations.AlterField(
            model_name="assessment",
            name="source",
            field=models.CharField(
                choices=[
                    ("page", "Assessed here"),
                    ("conversation", "From a conversation"),
                    ("import", "From a list"),
                    ("review", "From a review"),
                    ("api", "From another system"),
                    ("rule", "A proposal someone accepted"),
                    ("ladder", "A level was retired"),
                ],
                default="page",
                max_length=20,
            ),
        ),
    ]
