"""The files of the site and what is known about them."""

import django.core.validators
import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('media', '0001_initial'),
        ('media', '0002_public_collection'),
        ('media', '0003_pdf_pages'),
        ('media', '0004_image_words_in_english'),
    ]

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('maker', models.CharField(blank=True, help_text='Photographer, artist or author.', max_length=200, verbose_name='maker')),
                ('source', models.CharField(blank=True, help_text='Where you got it: a site, an archive, “own work”.', max_length=300, verbose_name='source')),
                ('licence', models.CharField(choices=[('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('cc-by-nc-4.0', 'CC BY-NC 4.0'), ('cc0-1.0', 'CC0 1.0'), ('all-rights-reserved', 'All rights reserved')], default='cc-by-4.0', max_length=30, verbose_name='licence')),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=5, verbose_name='language')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('maker', models.CharField(blank=True, help_text='Photographer, artist or author.', max_length=200, verbose_name='maker')),
                ('source', models.CharField(blank=True, help_text='Where you got it: a site, an archive, “own work”.', max_length=300, verbose_name='source')),
                ('licence', models.CharField(choices=[('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('cc-by-nc-4.0', 'CC BY-NC 4.0'), ('cc0-1.0', 'CC0 1.0'), ('all-rights-reserved', 'All rights reserved')], default='cc-by-4.0', max_length=30, verbose_name='licence')),
                ('alt', models.CharField(blank=True, help_text='What does somebody who cannot see the image need to know? One sentence, without “picture of”.', max_length=300, verbose_name='text alternative')),
                ('decorative', models.BooleanField(default=False, help_text='Tick this when the image tells nothing that the text does not.', verbose_name='decoration only')),
                ('caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ('alt_en', models.CharField(blank=True, max_length=300, verbose_name='text alternative in English')),
                ('caption_en', models.CharField(blank=True, max_length=300, verbose_name='caption in English')),
                ('source_en', models.CharField(blank=True, max_length=300, verbose_name='source in English')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='media', verbose_name='file')),
                ('type', models.CharField(choices=[('audio', 'Audio file'), ('video', 'Video file')], max_length=255)),
                ('duration', models.FloatField(blank=True, default=0, help_text='Duration in seconds', validators=[django.core.validators.MinValueValidator(0)], verbose_name='duration')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('thumbnail', models.FileField(blank=True, upload_to='media_thumbnails', verbose_name='thumbnail')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('maker', models.CharField(blank=True, help_text='Photographer, artist or author.', max_length=200, verbose_name='maker')),
                ('source', models.CharField(blank=True, help_text='Where you got it: a site, an archive, “own work”.', max_length=300, verbose_name='source')),
                ('licence', models.CharField(choices=[('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('cc-by-nc-4.0', 'CC BY-NC 4.0'), ('cc0-1.0', 'CC0 1.0'), ('all-rights-reserved', 'All rights reserved')], default='cc-by-4.0', max_length=30, verbose_name='licence')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'recording file',
                'verbose_name_plural': 'recording files',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='media.siteimage')),
            ],
            options={
                'unique_together': {('image', 'filter_spec', 'focal_point_key')},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name='PublicCollection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(help_text='What readers find here, such as “press kit”.', max_length=200, verbose_name='why')),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='made_public', to='wagtailcore.collection', verbose_name='collection')),
            ],
            options={
                'verbose_name': 'public collection',
                'verbose_name_plural': 'public collections',
            },
        ),
        migrations.CreateModel(
            name='PdfFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('file_hash', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be read'), ('read', 'read'), ('scanned', 'scanned, without text'), ('encrypted', 'locked'), ('broken', 'damaged'), ('empty', 'empty'), ('too-large', 'too large to read'), ('too-slow', 'took too long to read')], db_index=True, default='waiting', max_length=10, verbose_name='state')),
                ('page_count', models.PositiveIntegerField(default=0)),
                ('bare_pages', models.PositiveIntegerField(default=0)),
                ('characters', models.PositiveIntegerField(default=0)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('language', models.CharField(blank=True, choices=[('nl', 'Dutch'), ('en', 'English')], max_length=5)),
                ('tagged', models.BooleanField(null=True)),
                ('picture', models.FileField(blank=True, upload_to='pdf')),
                ('picture_width', models.PositiveIntegerField(default=0)),
                ('picture_height', models.PositiveIntegerField(default=0)),
                ('read_at', models.DateTimeField(null=True)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pdf_facts', to='media.sitedocument')),
            ],
            options={
                'verbose_name': 'facts of a PDF',
                'verbose_name_plural': 'facts of PDFs',
            },
        ),
        migrations.CreateModel(
            name='PdfPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('language', models.CharField(blank=True, choices=[('nl', 'Dutch'), ('en', 'English')], max_length=5)),
                ('opening', models.CharField(blank=True, max_length=160)),
                ('blocks', models.JSONField(default=list)),
                ('facts', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='media.pdffacts')),
            ],
            options={
                'verbose_name': 'page of a PDF',
                'verbose_name_plural': 'pages of PDFs',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('facts', 'number'), name='pdf_page_number')],
            },
        ),
    ]
