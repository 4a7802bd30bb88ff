"""Organisations, persons, themes and places."""

import directory.identifiers
import django.core.validators
import django.db.models.deletion
import modelsearch.index
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('directory', '0001_initial'),
        ('directory', '0002_initial'),
    ]

    initial = True

    dependencies = [
        ('media', '0001_squashed_0004_image_words_in_english'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Last part of the web address. Leave empty to use the name.', max_length=120, verbose_name='address')),
                ('kind', models.CharField(choices=[('municipality', 'municipality'), ('housing', 'housing corporation'), ('applied-university', 'university of applied sciences'), ('university', 'university'), ('vocational', 'vocational college (mbo)'), ('school', 'school'), ('foundation', 'foundation'), ('cooperative', 'cooperative'), ('care', 'care and welfare'), ('company', 'company'), ('residents', 'residents’ organisation'), ('research-group', 'research group or chair'), ('alliance', 'alliance')], max_length=20, verbose_name='kind')),
                ('intro', models.TextField(blank=True, verbose_name='introduction')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('ror', models.CharField(blank=True, help_text='Identifier of a research organisation, such as https://ror.org/021zvq422.', max_length=40, validators=[directory.identifiers.validate_ror], verbose_name='ROR')),
                ('joined', models.DateField(blank=True, null=True, verbose_name='joined on')),
                ('left', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='logo')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='directory.organisation', verbose_name='part of')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Last part of the web address. Leave empty to use the name.', max_length=120, verbose_name='address')),
                ('job_title', models.CharField(blank=True, help_text='Such as “wijkmakelaar” or “lecturer”.', max_length=200, verbose_name='role')),
                ('bio', models.TextField(blank=True, verbose_name='about')),
                ('orcid', models.CharField(blank=True, help_text='Identifier of a researcher, such as 0000-0002-1825-0097.', max_length=40, validators=[directory.identifiers.validate_orcid], verbose_name='ORCID')),
                ('email', models.EmailField(blank=True, help_text='Never shown. Messages from the contact form are sent here.', max_length=254, verbose_name='e-mail address')),
                ('consent', models.BooleanField(default=False, help_text='Without consent, readers see the name with an entry and no page.', verbose_name='agrees to be shown')),
                ('affiliation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to='directory.organisation', verbose_name='works at')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='organisation',
            name='contact_person',
            field=models.ForeignKey(blank=True, help_text='Receives what readers write to this organisation.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person', verbose_name='contact person'),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Last part of the web address. Leave empty to use the name.', max_length=120, verbose_name='address')),
                ('level', models.CharField(choices=[('city', 'city'), ('district', 'city district'), ('quarter', 'quarter'), ('neighbourhood', 'neighbourhood'), ('street', 'street')], default='neighbourhood', max_length=20, verbose_name='level')),
                ('intro', models.TextField(blank=True, verbose_name='introduction')),
                ('latitude', models.DecimalField(blank=True, decimal_places=5, help_text='In degrees (WGS 84), such as 52.06528.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=5, help_text='In degrees (WGS 84), such as 4.31829.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directory.place', verbose_name='lies in')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Last part of the web address. Leave empty to use the name.', max_length=120, verbose_name='address')),
                ('intro', models.TextField(blank=True, help_text='Two or three sentences above the list.', verbose_name='introduction')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['name'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('locale', 'slug'), name='person_address'),
        ),
        migrations.AlterUniqueTogether(
            name='person',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('locale', 'slug'), name='organisation_address'),
        ),
        migrations.AlterUniqueTogether(
            name='organisation',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('locale', 'slug'), name='place_address'),
        ),
        migrations.AlterUniqueTogether(
            name='place',
            unique_together={('translation_key', 'locale')},
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(fields=('locale', 'slug'), name='theme_address'),
        ),
        migrations.AlterUniqueTogether(
            name='theme',
            unique_together={('translation_key', 'locale')},
        ),
    ]
