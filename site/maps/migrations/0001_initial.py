"""Outlines that editors uploaded for a city."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0005_areas'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutlineSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('city', 'city'), ('district', 'city district'), ('area', 'area of several quarters'), ('quarter', 'quarter'), ('neighbourhood', 'neighbourhood'), ('street', 'street')], default='district', help_text='The names in the file are those of places of this level.', max_length=20, verbose_name='what is outlined')),
                ('licence', models.CharField(help_text='Shown with the map, such as CC BY 4.0.', max_length=100, verbose_name='licence')),
                ('source', models.CharField(help_text='Who made the outlines, and in which year.', max_length=200, verbose_name='source')),
                ('features', models.JSONField(default=dict, editable=False)),
                ('changed', models.DateTimeField(auto_now=True)),
                ('city', models.ForeignKey(limit_choices_to={'level': 'city'}, on_delete=django.db.models.deletion.CASCADE, related_name='outline_sets', to='directory.place', verbose_name='city')),
            ],
            options={
                'verbose_name': 'outlines',
                'verbose_name_plural': 'outlines',
                'ordering': ['city', 'level'],
            },
        ),
    ]
