"""Series, episodes, gatherings, their captions and the consent of guests."""

import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import talkshows.captions.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('talkshows', '0001_initial'),
        ('talkshows', '0002_gatherings'),
        ('talkshows', '0003_recordings'),
        ('talkshows', '0004_consent_rights'),
        ('talkshows', '0005_part_that_may_stay'),
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
            name='EpisodePage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='episode number')),
                ('start', models.DateTimeField(blank=True, help_text='Local time in The Hague. Empty while no date is known.', null=True, verbose_name='start')),
                ('end', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='venue')),
                ('venue_note', models.CharField(blank=True, help_text='How to get in: step-free, hearing loop, sign language.', max_length=300, verbose_name='about the venue')),
                ('signup_url', models.URLField(blank=True, verbose_name='sign-up address')),
                ('stream_url', models.URLField(blank=True, verbose_name='stream address')),
                ('recording_url', models.URLField(blank=True, help_text='On YouTube or Vimeo; loads only when a reader asks for it.', verbose_name='or its address elsewhere')),
                ('cancelled', models.BooleanField(default=False, verbose_name='cancelled')),
                ('cancelled_reason', models.CharField(blank=True, max_length=200, verbose_name='why cancelled')),
                ('recording_file', models.ForeignKey(blank=True, help_text='Sound or video that this site plays itself.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.sitemedia', verbose_name='own file')),
                ('recording_language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English'), ('ar', 'Arabic'), ('de', 'German'), ('es', 'Spanish'), ('fr', 'French'), ('pl', 'Polish'), ('tr', 'Turkish'), ('uk', 'Ukrainian')], default='nl', max_length=5, verbose_name='language that is spoken')),
                ('recording_poster', models.ForeignKey(blank=True, help_text='What stands in the player before it starts. If you choose none, it is the main image.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='still')),
            ],
            options={
                'verbose_name': 'talk show episode',
                'verbose_name_plural': 'talk show episodes',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='SeriesPage',
            fields=[
                ('entrypage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='core.entrypage')),
            ],
            options={
                'verbose_name': 'talk show series',
                'verbose_name_plural': 'talk show series',
            },
            bases=('core.entrypage',),
        ),
        migrations.CreateModel(
            name='AgendaPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'agenda',
                'verbose_name_plural': 'agendas',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='GatheringPage',
            fields=[
                ('episodepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='talkshows.episodepage')),
                ('form', models.CharField(choices=[('symposium', 'symposium'), ('session', 'work session'), ('studio', 'werkatelier'), ('residents', 'residents’ evening'), ('consultation', 'neighbourhood consultation'), ('meeting', 'meeting')], default='session', max_length=20, verbose_name='form')),
            ],
            options={
                'verbose_name': 'gathering',
                'verbose_name_plural': 'gatherings',
            },
            bases=('talkshows.episodepage',),
        ),
        migrations.CreateModel(
            name='CaptionTrack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English'), ('ar', 'Arabic'), ('de', 'German'), ('es', 'Spanish'), ('fr', 'French'), ('pl', 'Polish'), ('tr', 'Turkish'), ('uk', 'Ukrainian')], default='nl', max_length=5, verbose_name='language')),
                ('kind', models.CharField(choices=[('captions', 'captions: all that is heard, in the language that is spoken'), ('subtitles', 'subtitles: a translation')], default='captions', max_length=10, verbose_name='kind')),
                ('made', models.CharField(choices=[('checked', 'made or checked by a person'), ('automatic', 'made by a machine, not checked yet')], default='checked', help_text='Readers see it when a machine made the captions.', max_length=10, verbose_name='how it was made')),
                ('source', talkshows.captions.fields.CaptionTextField(help_text='WebVTT or SRT. Who speaks stands in a voice tag: &lt;v Fatima&gt;. Afterwards single lines can be corrected.', verbose_name='captions')),
                ('cues', models.JSONField(default=list, editable=False)),
                ('corrections', models.JSONField(blank=True, default=list, editable=False)),
                ('made_for', models.CharField(blank=True, editable=False, max_length=500)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='caption_tracks', to='talkshows.episodepage')),
            ],
            options={
                'verbose_name': 'caption file',
                'verbose_name_plural': 'caption files',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Chapter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('start', talkshows.captions.fields.SecondsField(verbose_name='starts at')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapters', to='talkshows.episodepage')),
            ],
            options={
                'verbose_name': 'chapter',
                'verbose_name_plural': 'chapters',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_key', models.UUIDField(db_index=True, verbose_name='episode')),
                ('name', models.CharField(help_text='As readers see it.', max_length=200, verbose_name='name')),
                ('also_called', models.CharField(blank=True, help_text='How the captions name this guest, with commas: “Fatima, wijkmakelaar”.', max_length=300, verbose_name='also called')),
                ('agreed', models.TextField(help_text='In the guest’s words where you can: name, picture, voice, for what.', max_length=1000, verbose_name='what was agreed')),
                ('given_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='agreed on')),
                ('until', models.DateField(blank=True, help_text='The last day. If you fill in none, it holds until it is withdrawn.', null=True, verbose_name='until')),
                ('recordings', models.TextField(blank=True, editable=False, verbose_name='recordings')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn on')),
                ('keep_from', talkshows.captions.fields.SecondsField(blank=True, null=True, verbose_name='the part that may stay starts at')),
                ('keep_to', talkshows.captions.fields.SecondsField(blank=True, help_text='Fill in both when the guest is neither seen nor heard in that part. Its text is shown again, and the site cuts that part out of an own file and publishes it in place of the whole recording.', null=True, verbose_name='and ends at')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.person', verbose_name='person')),
                ('picture', models.ForeignKey(blank=True, help_text='Goes offline with the recording when consent is withdrawn.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='picture of this guest')),
                ('cut', models.CharField(blank=True, choices=[('', ''), ('waiting', 'The part that may stay is being cut; look again in a few minutes.'), ('done', 'The part that may stay is published in place of the whole recording.'), ('elsewhere', 'The recording stands elsewhere: cut it there, and fill in the new address.'), ('no-picture', 'No picture can begin within that part. Make it longer, or upload a cut version.'), ('empty', 'There is nothing of the recording in that part. Look at its times again.'), ('no-words', 'Nothing is said in that part, so it has no captions. Choose another part.'), ('failed', 'The part could not be cut. Save it again to try once more, or upload a cut version.')], default='', editable=False, max_length=10)),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['name'],
            },
        ),
    ]
