"""Subscriptions of readers by mail."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('subject', models.CharField(blank=True, max_length=2000, verbose_name='subject')),
                ('email', models.EmailField(max_length=200, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], max_length=5, verbose_name='language')),
                ('identity', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('checked_at', models.DateTimeField(verbose_name='last looked at')),
                ('due_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='next look at')),
                ('told', models.JSONField(blank=True, default=dict, verbose_name='what was told')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'subscription of a reader',
                'verbose_name_plural': 'subscriptions of readers',
                'indexes': [models.Index(fields=['email'], name='subscribed_email'), models.Index(fields=['kind', 'subject'], name='subscribed_subject')],
            },
        ),
    ]
