"""Cases, coalitions, practices, agreements and dossiers."""

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('knowledge', '0001_initial'),
        ('knowledge', '0002_kinds'),
        ('knowledge', '0003_translated_courses'),
        ('knowledge', '0004_closed_courses'),
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
            name='CasePage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('question', models.TextField(help_text='What did the city ask? One question, in plain words.', max_length=400, verbose_name='question')),
                ('question_owner', models.CharField(blank=True, max_length=200, verbose_name='owner of the question')),
                ('shared_goal', wagtail.fields.RichTextField(blank=True, help_text='What do all partners want?', verbose_name='shared goal')),
                ('approach', wagtail.fields.RichTextField(blank=True, help_text='What did you do, with whom, in which order?', verbose_name='approach')),
                ('result', wagtail.fields.RichTextField(blank=True, help_text='What is there now that was not there before?', verbose_name='result')),
                ('impact_residents', wagtail.fields.RichTextField(blank=True, verbose_name='what it changes for residents')),
                ('impact_partners', wagtail.fields.RichTextField(blank=True, verbose_name='what it changes for partners')),
                ('impact_education', wagtail.fields.RichTextField(blank=True, verbose_name='what it changes for education')),
                ('learned', wagtail.fields.RichTextField(blank=True, verbose_name='what students learned')),
                ('lessons', wagtail.fields.RichTextField(blank=True, help_text='What would you tell somebody who starts tomorrow?', verbose_name='lessons')),
                ('start', models.DateField(blank=True, null=True, verbose_name='start')),
                ('end', models.DateField(blank=True, help_text='Empty while it goes on.', null=True, verbose_name='end')),
                ('phase', models.CharField(choices=[('starting', 'starting'), ('running', 'running'), ('finished', 'finished'), ('lasting', 'goes on without an end date')], default='running', max_length=20, verbose_name='phase')),
                ('students', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of students')),
            ],
            options={
                'verbose_name': 'city lab',
                'verbose_name_plural': 'city labs',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='CoalitionPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('what_it_does', wagtail.fields.RichTextField(blank=True, help_text='What do the partners do together, and why?', verbose_name='what it does')),
                ('founded', models.DateField(blank=True, null=True, verbose_name='together since')),
                ('programme', models.CharField(blank=True, help_text='Such as City Deal Kennis Maken.', max_length=200, verbose_name='national programme')),
                ('programme_url', models.URLField(blank=True, verbose_name='address of the programme')),
                ('website', models.URLField(blank=True, verbose_name='own website')),
            ],
            options={
                'verbose_name': 'coalition',
                'verbose_name_plural': 'coalitions',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='DossierPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('programme', models.CharField(blank=True, help_text='Such as Innovatiechallenge Leefbare buurten en wijken.', max_length=200, verbose_name='programme')),
                ('team', models.CharField(blank=True, help_text='Such as “Team 3”.', max_length=200, verbose_name='team')),
                ('period', models.CharField(blank=True, help_text='Such as “2018–2019”.', max_length=80, verbose_name='period')),
                ('state', models.CharField(choices=[('running', 'running'), ('finished', 'finished'), ('stopped', 'stopped before the end')], default='running', max_length=20, verbose_name='state')),
                ('outcome', wagtail.fields.RichTextField(blank=True, help_text='What did the process bring in the end?', verbose_name='outcome')),
                ('outcome_title', models.CharField(blank=True, max_length=200, verbose_name='outcome in one line')),
            ],
            options={
                'verbose_name': 'dossier',
                'verbose_name_plural': 'dossiers',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='PracticePage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('theme_label', models.CharField(blank=True, help_text='The programme’s own word, such as “Investing in liveability”.', max_length=120, verbose_name='label')),
                ('target_group', models.CharField(blank=True, max_length=200, verbose_name='for whom')),
                ('context', wagtail.fields.RichTextField(blank=True, help_text='What was the situation before it began?', verbose_name='context')),
                ('what_worked', wagtail.fields.RichTextField(blank=True, help_text='What do you do, and what does it bring about?', verbose_name='what worked')),
                ('needs', wagtail.fields.RichTextField(blank=True, help_text='People, time, money, consent: what does somebody need who starts tomorrow?', verbose_name='what it takes elsewhere')),
            ],
            options={
                'verbose_name': 'good practice',
                'verbose_name_plural': 'good practices',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='AgreementPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('form', models.CharField(choices=[('intention', 'declaration of intent'), ('cooperation', 'cooperation agreement'), ('covenant', 'covenant'), ('manifesto', 'manifesto')], default='cooperation', max_length=20, verbose_name='form')),
                ('start', models.DateField(blank=True, null=True, verbose_name='from')),
                ('end', models.DateField(blank=True, null=True, verbose_name='up to and including')),
                ('costs', models.CharField(blank=True, help_text='Such as “no obligation”.', max_length=200, verbose_name='costs')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.sitedocument', verbose_name='the text as PDF')),
                ('follows', models.ForeignKey(blank=True, help_text='The agreement before this one; readers find the way in both directions.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge.agreementpage', verbose_name='follows on')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='AgreementAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(max_length=300, verbose_name='action')),
                ('owner', models.CharField(blank=True, help_text='Such as Haag Wonen, or “all parties”.', max_length=200, verbose_name='owner')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('state', models.CharField(choices=[('planned', 'not yet started'), ('busy', 'under way'), ('done', 'done')], default='planned', max_length=20, verbose_name='state')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='knowledge.agreementpage')),
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
            name='CoalitionPhase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=200, verbose_name='phase')),
                ('period', models.CharField(blank=True, help_text='Such as “July 2020” or “2026–2028”.', max_length=80, verbose_name='when')),
                ('text', wagtail.fields.RichTextField(blank=True, verbose_name='what happened')),
                ('current', models.BooleanField(default=False, verbose_name='we are here now')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='knowledge.coalitionpage')),
            ],
            options={
                'verbose_name': 'phase',
                'verbose_name_plural': 'phases',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='DossierSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date')),
                ('when', models.CharField(blank=True, help_text='When the day is not known, such as “closing afternoon”.', max_length=80, verbose_name='or when, in words')),
                ('summary', wagtail.fields.RichTextField(blank=True, verbose_name='what happened')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('minutes', models.ForeignKey(blank=True, help_text='The entry with the minutes of this session.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.entrypage', verbose_name='minutes')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='knowledge.dossierpage')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='or a name by hand')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what they changed')),
                ('url', models.URLField(blank=True, verbose_name='read more')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='adoptions', to='knowledge.practicepage')),
            ],
            options={
                'verbose_name': 'adoption',
                'verbose_name_plural': 'adoptions',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='QuestionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('label', models.CharField(blank=True, help_text='Such as “after the feedback”.', max_length=120, verbose_name='label')),
                ('text', models.TextField(max_length=800, verbose_name='the question')),
                ('session', models.PositiveSmallIntegerField(blank=True, help_text='If you choose none, it came out of the question at the start.', null=True, verbose_name='came out of session number')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it changed')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='knowledge.dossierpage')),
            ],
            options={
                'verbose_name': 'version of the question',
                'verbose_name_plural': 'versions of the question',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(blank=True, help_text='Only with this person’s consent.', max_length=200, verbose_name='signed by')),
                ('signed', models.BooleanField(default=False, verbose_name='has signed')),
                ('date', models.DateField(blank=True, help_text='Empty while it is not known.', null=True, verbose_name='date')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='directory.organisation', verbose_name='party')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='knowledge.agreementpage')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200, verbose_name='course')),
                ('programme', models.CharField(blank=True, help_text='Such as Bestuurskunde.', max_length=200, verbose_name='programme')),
                ('semester', models.CharField(blank=True, help_text='Such as autumn 2025.', max_length=60, verbose_name='semester')),
                ('ec', models.DecimalField(blank=True, decimal_places=1, help_text='European credits, 28 hours each.', max_digits=4, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(60)], verbose_name='EC')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='courses', to='knowledge.casepage')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
    ]
