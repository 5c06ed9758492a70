from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0015_people_by_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="fieldvalue",
            name="value",
            field=models.CharField(max_length=4000),
        ),
    ]
