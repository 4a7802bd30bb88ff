"""Reports, articles, interviews, minutes, decisions and editions."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import publications.models.report
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('publications', '0001_initial'),
        ('publications', '0002_kinds'),
    ]

    initial = True

    dependencies = [
        ('core', '0001_squashed_0006_newest'),
        ('directory', '0001_squashed_0002_initial'),
        ('media', '0001_squashed_0004_image_words_in_english'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('summary', wagtail.fields.RichTextField(blank=True, verbose_name='summary')),
                ('external_url', models.URLField(blank=True, help_text='Where the report can be read at its publisher.', verbose_name='address elsewhere')),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher')),
                ('year', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1800), django.core.validators.MaxValueValidator(2100)], verbose_name='year of publication')),
                ('isbn', models.CharField(blank=True, max_length=20, validators=[publications.models.report.validate_isbn], verbose_name='ISBN')),
                ('doi', models.CharField(blank=True, max_length=120, validators=[publications.models.report.validate_doi], verbose_name='DOI')),
                ('pdf', models.ForeignKey(blank=True, help_text='Leave empty for a report of others that you may not republish.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.sitedocument', verbose_name='PDF')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('label', models.CharField(choices=[('research', 'research'), ('analysis', 'analysis'), ('opinion', 'opinion'), ('update', 'update'), ('reportage', 'reportage'), ('essay', 'essay')], default='update', max_length=20, verbose_name='type of article')),
                ('first_published_in', models.CharField(blank=True, help_text='Paper or site, when it appeared elsewhere.', max_length=200, verbose_name='first published in')),
                ('first_published_url', models.URLField(blank=True, verbose_name='address there')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='EditionPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('form', models.CharField(choices=[('paper', 'paper'), ('weekly', 'weekly overview')], default='weekly', max_length=20, verbose_name='form')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number')),
                ('season', models.CharField(blank=True, help_text='Such as “winter 2026”.', max_length=80, verbose_name='season or week')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'core.entrypage'),
        ),
        migrations.CreateModel(
            name='InterviewPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('interviewed_on', models.DateField(blank=True, null=True, verbose_name='day of the conversation')),
                ('interviewer', models.CharField(blank=True, max_length=200, verbose_name='interviewer')),
            ],
            options={
                'verbose_name': 'interview',
                'verbose_name_plural': 'interviews',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='MinutesPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('session_number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='session number')),
                ('session_date', models.DateField(blank=True, null=True, verbose_name='day of the session')),
                ('session_name', models.CharField(blank=True, help_text='Such as Werkatelier.', max_length=200, verbose_name='session')),
                ('present', models.TextField(blank=True, help_text='One per line: name or role, and organisation. Only names of people who agree.', max_length=2000, verbose_name='present')),
                ('absent', models.CharField(blank=True, max_length=300, verbose_name='absent')),
                ('dossier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.entrypage', verbose_name='dossier')),
                ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.sitedocument', verbose_name='minutes as PDF')),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='MinutesAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=300, verbose_name='action')),
                ('owner', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('due', models.CharField(blank=True, help_text='Such as “before the next session”.', max_length=80, verbose_name='when')),
                ('done', models.BooleanField(default=False, verbose_name='done')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='publications.minutespage')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=500, verbose_name='decision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='publications.minutespage')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(help_text='As in the answers, such as “K” or a name.', max_length=60, verbose_name='label in the text')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='or a name by hand')),
                ('role', models.CharField(blank=True, help_text='Function and organisation.', max_length=200, verbose_name='role')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='publications.interviewpage')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
    ]
