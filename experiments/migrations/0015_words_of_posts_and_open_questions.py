import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

import conversations.models.searched


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0012_level_on_the_page"),
        ("members", "0022_unit_contact"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="logpost",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    conversations.models.searched.Plain("text"), config="simple"
                ),
                name="experiments_logpost_words",
            ),
        ),
        migrations.AddIndex(
            model_name="openquestion",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    conversations.models.searched.Plain("text"), config="simple"
                ),
                name="experiments_openq_words",
            ),
        ),
    ]
