"""Passages, state of the index, curation, the log of queries and saved searches."""

import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import uuid
from django.conf import settings
from django.db import migrations, models


INDEX = "search_stock_title_body"


def add_index(apps, schema_editor):
    """PostgreSQL: the expression that Wagtail's own search filters by gets an index."""
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("wagtailsearch", "IndexEntry")._meta.db_table
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {table} USING gin ((title || body))")


def remove_index(apps, schema_editor):
    """Take the index away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):

    replaces = [
        ('search', '0001_initial'),
        ('search', '0002_marks'),
        ('search', '0003_engines'),
        ('search', '0004_rooms_editing'),
        ('search', '0005_rooms_rights'),
        ('search', '0006_stock_index'),
    ]

    initial = True

    dependencies = [
        ('core', '0001_squashed_0006_newest'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexedEntry',
            fields=[
                ('entry_id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='entry')),
                ('version', models.BigIntegerField(verbose_name='version')),
                ('passages', models.PositiveIntegerField(verbose_name='passages')),
            ],
            options={
                'verbose_name': 'indexed entry',
                'verbose_name_plural': 'indexed entries',
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('engine', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='engine')),
                ('version', models.CharField(max_length=100, verbose_name='index version')),
                ('building', models.CharField(blank=True, max_length=40, verbose_name='rebuild under way')),
                ('built', models.DateTimeField(null=True, verbose_name='built')),
            ],
            options={
                'verbose_name': 'state of an index',
                'verbose_name_plural': 'states of indexes',
            },
        ),
        migrations.CreateModel(
            name='SearchPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind of passage')),
                ('order', models.PositiveIntegerField(verbose_name='order')),
                ('anchor', models.CharField(blank=True, max_length=100, verbose_name='anchor')),
                ('title', models.CharField(max_length=255, verbose_name='title of the entry')),
                ('heading', models.CharField(blank=True, max_length=300, verbose_name='heading')),
                ('text', models.TextField(verbose_name='text')),
                ('version', models.BigIntegerField(default=0, verbose_name='version')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_passages', to='core.entrypage')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
                ('marks', models.JSONField(blank=True, default=list, verbose_name='finer anchors')),
                ('language', models.CharField(blank=True, max_length=2, verbose_name='language of the text')),
                ('revision', models.PositiveBigIntegerField(default=0, verbose_name='revision that was read')),
            ],
            options={
                'verbose_name': 'search passage',
                'verbose_name_plural': 'search passages',
                'constraints': [models.UniqueConstraint(fields=('entry', 'order'), name='passage_order')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('engine', models.CharField(max_length=20, verbose_name='engine')),
                ('entry_id', models.BigIntegerField(verbose_name='entry')),
                ('version', models.BigIntegerField(default=0, verbose_name='version')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='tries')),
                ('due', models.DateTimeField(db_index=True, verbose_name='not before')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='last error')),
            ],
            options={
                'verbose_name': 'change for the index',
                'verbose_name_plural': 'changes for the index',
                'indexes': [models.Index(fields=['engine', 'entry_id'], name='search_change_entry')],
            },
        ),
        migrations.CreateModel(
            name='CompoundException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=80, unique=True, verbose_name='word')),
                ('parts', models.CharField(blank=True, help_text='With spaces between: stad lab. If you fill in nothing, this word is left whole.', max_length=120, verbose_name='parts')),
            ],
            options={
                'verbose_name': 'exception of the compound splitter',
                'verbose_name_plural': 'exceptions of the compound splitter',
                'ordering': ['word'],
            },
        ),
        migrations.CreateModel(
            name='MemoryChange',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(choices=[('entry', 'an entry'), ('records', 'people, organisations, themes and places'), ('told', 'what editors told search')], max_length=10, verbose_name='what')),
                ('entry_id', models.BigIntegerField(null=True, verbose_name='entry')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'change for the memory',
                'verbose_name_plural': 'changes for the memory',
            },
        ),
        migrations.CreateModel(
            name='AskedQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=5, verbose_name='language')),
                ('text', models.CharField(max_length=80, verbose_name='asked')),
                ('day', models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name='day')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('found', models.PositiveIntegerField(default=0, verbose_name='found')),
            ],
            options={
                'verbose_name': 'asked query',
                'verbose_name_plural': 'asked queries',
                'constraints': [models.UniqueConstraint(fields=('language', 'text', 'day'), name='asked_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=5, verbose_name='language')),
                ('words', models.CharField(help_text='Plural, accents and order do not matter: “stage in de wijk” also holds for “wijk stages”.', max_length=120, verbose_name='for the words')),
                ('note', models.CharField(blank=True, help_text='One sentence for the reader.', max_length=200, verbose_name='why')),
                ('until', models.DateField(blank=True, help_text='If you fill in nothing, it stays until you remove it.', null=True, verbose_name='until and with')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'promoted result',
                'verbose_name_plural': 'promoted results',
                'ordering': ['language', 'words', 'order'],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=200, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('query', models.CharField(max_length=2000, verbose_name='search')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('confirmed_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='confirmed at')),
                ('checked_at', models.DateTimeField(verbose_name='last looked at')),
                ('told', models.JSONField(blank=True, default=list, verbose_name='entries told lately')),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'indexes': [models.Index(fields=['email'], name='saved_email')],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=5, verbose_name='language')),
                ('typed', models.CharField(help_text='A word, a few words or an abbreviation.', max_length=80, verbose_name='who types')),
                ('also', models.CharField(help_text='Separate several by commas: living lab, urban lab.', max_length=300, verbose_name='also finds')),
                ('both_ways', models.BooleanField(default=True, help_text='Each of these words then finds all the others. Off: only who types the first finds the others.', verbose_name='the other way round too')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
                'ordering': ['language', 'typed'],
                'constraints': [models.UniqueConstraint(fields=('language', 'typed'), name='synonym_typed_once')],
            },
        ),
        migrations.CreateModel(
            name='Invariant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=5, verbose_name='language')),
                ('words', models.CharField(max_length=200, verbose_name='for the words')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='core.entrypage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'promise of search',
                'verbose_name_plural': 'promises of search',
                'ordering': ['language', 'words'],
                'constraints': [models.UniqueConstraint(fields=('language', 'words', 'entry'), name='invariant_once')],
            },
        ),
        migrations.RunPython(add_index, remove_index),
    ]
