"""Searching in the words takes signs and scripts without blanks into account, and answers are searched too."""

import django.contrib.postgres.indexes
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

from conversations.models.searched import Plain


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0006_words_went"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="words_go_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        # What the database works out is not altered, but made anew.
        migrations.RemoveIndex(model_name="conversation", name="conversations_searched"),
        migrations.RemoveField(model_name="conversation", name="searched"),
        migrations.AddField(
            model_name="conversation",
            name="searched",
            field=models.GeneratedField(
                db_persist=True,
                expression=SearchVector(Plain("story"), config="simple"),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=django.contrib.postgres.indexes.GinIndex(fields=["searched"], name="conversations_searched"),
        ),
        migrations.AddField(
            model_name="promptanswer",
            name="searched",
            field=models.GeneratedField(
                db_persist=True,
                expression=SearchVector(Plain("text"), config="simple"),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="promptanswer",
            index=django.contrib.postgres.indexes.GinIndex(fields=["searched"], name="conversations_answer_searched"),
        ),
    ]
