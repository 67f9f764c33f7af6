import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# The words of what is published already; later ones are kept with each publication.
KEEP = """
    INSERT INTO practices_word (text, folded)
    SELECT DISTINCT ON (word) word, unaccent(word)
    FROM practices_practice practice,
        regexp_matches(
            lower(concat_ws(
                ' ', title, summary, organisation, place, problem, how_it_works, stakeholders,
                resources, evidence, challenges, potential, further_information
            )),
            '[[:alpha:]]+', 'g'
        ) AS found (words),
        LATERAL (SELECT words[1]) AS each (word)
    WHERE practice.published_revision_id IS NOT NULL AND practice.archived_at IS NULL
        AND practice.taken_down_at IS NULL
        AND length(word) BETWEEN 4 AND 30 AND length(unaccent(word)) <= 30
    ORDER BY word
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0005_tags_and_answers'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=30, unique=True)),
                ('folded', models.CharField(max_length=30)),
            ],
            options={
                'verbose_name': 'word',
                'verbose_name_plural': 'words',
                'ordering': ['folded', 'text'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.expressions.F('folded'), name='gin_trgm_ops'), name='word_trigrams')],
            },
        ),
        migrations.AddIndex(
            model_name='practice',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('title', config='catalogue_simple'), name='practice_title_words'),
        ),
        migrations.AddIndex(
            model_name='practice',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('organisation', config='catalogue_simple'), name='practice_owner_words'),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
