"""Pages, entries, what binds them and their earlier versions."""

import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

# The blocks of an entry and of a standard page are the same.
BODY = [('text', 0), ('quote', 4), ('pull_quote', 6), ('question_answer', 12), ('info_box', 15), ('table', 16), ('figure', 19), ('gallery', 23), ('document', 26), ('video', 31), ('related', 34)]
BLOCKS = {
    0: ('core.blocks.text.TextBlock', (), {'group': 'Words'}),
    1: ('wagtail.blocks.TextBlock', (), {'label': 'Words', 'rows': 3}),
    2: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it', 'required': False}),
    3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as “question owner”.', 'label': 'Role', 'required': False}),
    4: ('wagtail.blocks.StructBlock', [[('quote', 1), ('name', 2), ('role', 3)]], {'group': 'Words'}),
    5: ('wagtail.blocks.TextBlock', (), {'label': 'Sentence', 'rows': 2}),
    6: ('wagtail.blocks.StructBlock', [[('quote', 5)]], {'group': 'Words'}),
    7: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 400}),
    8: ('wagtail.blocks.CharBlock', (), {'help_text': 'A name, or the letter you use for this person.', 'label': 'Speaker', 'max_length': 60}),
    9: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'Answer'}),
    10: ('wagtail.blocks.StructBlock', [[('speaker', 8), ('text', 9)]], {}),
    11: ('wagtail.blocks.ListBlock', (10,), {'label': 'Answers', 'min_num': 1}),
    12: ('wagtail.blocks.StructBlock', [[('question', 7), ('answers', 11)]], {'group': 'Words'}),
    13: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}),
    14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'Text'}),
    15: ('wagtail.blocks.StructBlock', [[('heading', 13), ('text', 14)]], {'group': 'Words'}),
    16: ('core.blocks.text.TableBlock', (), {'group': 'Words'}),
    17: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Image'}),
    18: ('wagtail.blocks.CharBlock', (), {'help_text': 'If you fill in nothing, the image’s own caption is shown.', 'label': 'Caption', 'max_length': 300, 'required': False}),
    19: ('wagtail.blocks.StructBlock', [[('image', 17), ('caption', 18)]], {'group': 'Pictures and files'}),
    20: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120, 'required': False}),
    21: ('wagtail.blocks.StructBlock', [[('image', 17), ('caption', 18)]], {}),
    22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Figures', 'max_num': 12, 'min_num': 2}),
    23: ('wagtail.blocks.StructBlock', [[('heading', 20), ('figures', 22)]], {'group': 'Pictures and files'}),
    24: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}),
    25: ('wagtail.blocks.CharBlock', (), {'label': 'What is in it', 'max_length': 200, 'required': False}),
    26: ('wagtail.blocks.StructBlock', [[('document', 24), ('text', 25)]], {'group': 'Pictures and files'}),
    27: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 200}),
    28: ('wagtail.blocks.URLBlock', (), {'help_text': 'Of a video on YouTube or Vimeo. Nothing is loaded from there before the reader clicks.', 'label': 'Address'}),
    29: ('wagtail.images.blocks.ImageChooserBlock', (), {'help_text': 'If you choose none, a drawn card is shown.', 'label': 'Still', 'required': False}),
    30: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 48 minutes.', 'label': 'Length', 'max_length': 20, 'required': False}),
    31: ('wagtail.blocks.StructBlock', [[('title', 27), ('url', 28), ('poster', 29), ('duration', 30)]], {'group': 'Pictures and files'}),
    32: ('core.blocks.links.EntryChooserBlock', (), {'label': 'Entry'}),
    33: ('wagtail.blocks.ListBlock', (32,), {'label': 'Entries', 'max_num': 4, 'min_num': 1}),
    34: ('wagtail.blocks.StructBlock', [[('heading', 20), ('entries', 33)]], {'group': 'Leads on'}),
}


class Migration(migrations.Migration):

    replaces = [
        ('core', '0001_initial'),
        ('core', '0002_initial'),
        ('core', '0003_initial'),
        ('core', '0004_roles_and_collections'),
        ('core', '0005_corrections'),
        ('core', '0006_newest'),
    ]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('directory', '0001_squashed_0002_initial'),
        ('media', '0001_squashed_0004_image_words_in_english'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(help_text='What is this site, in one or two sentences?', max_length=400, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='IndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'list of entries',
                'verbose_name_plural': 'lists of entries',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReaderToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('used_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'used form token',
                'verbose_name_plural': 'used form tokens',
            },
        ),
        migrations.CreateModel(
            name='ReaderVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('sent_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'form sending',
                'verbose_name_plural': 'form sendings',
            },
        ),
        migrations.CreateModel(
            name='WithdrawnAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=500, unique=True, verbose_name='path')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('withdrawn_at', models.DateTimeField(auto_now_add=True, verbose_name='withdrawn at')),
            ],
            options={
                'verbose_name': 'withdrawn address',
                'verbose_name_plural': 'withdrawn addresses',
            },
        ),
        migrations.CreateModel(
            name='EntryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(help_text='Two or three sentences: what is this, and why would a reader go on?', max_length=600, verbose_name='lead')),
                ('body', wagtail.fields.StreamField(BODY, blank=True, block_lookup=BLOCKS, verbose_name='text')),
                ('display_date', models.DateField(db_index=True, default=django.utils.timezone.localdate, help_text='Shown to readers, and the order of lists.', verbose_name='date')),
                ('licence', models.CharField(choices=[('cc-by-4.0', 'CC BY 4.0'), ('cc-by-sa-4.0', 'CC BY-SA 4.0'), ('cc-by-nc-4.0', 'CC BY-NC 4.0'), ('cc0-1.0', 'CC0 1.0'), ('all-rights-reserved', 'All rights reserved')], default='cc-by-4.0', max_length=30, verbose_name='licence of the text')),
                ('featured', models.BooleanField(default=False, help_text='May stand large on the home page.', verbose_name='featured')),
                ('example_note', models.CharField(blank=True, help_text='For example content: readers see “Example” with this explanation.', max_length=200, verbose_name='what is invented')),
                ('hero_image', models.ForeignKey(blank=True, help_text='If you choose none, the site draws a cover for this kind.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='media.siteimage', verbose_name='main image')),
                ('places', modelcluster.fields.ParentalManyToManyField(blank=True, help_text='The smallest place that fits; what it lies in follows by itself.', related_name='entries', to='directory.place', verbose_name='places')),
                ('themes', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='entries', to='directory.theme', verbose_name='themes')),
                ('corrections', wagtail.fields.StreamField([('correction', 4)], blank=True, block_lookup={0: ('wagtail.blocks.DateBlock', (), {'default': django.utils.timezone.localdate, 'label': 'Corrected on'}), 1: ('wagtail.blocks.TextBlock', (), {'help_text': 'As readers could have read it.', 'label': 'What was wrong', 'rows': 2}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'What it is now', 'rows': 2}), 3: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'help_text': 'Untick this when the mistake itself may not be read any more, such as somebody’s personal data.', 'label': 'The earlier version stays readable', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('date', 0), ('was', 1), ('now', 2), ('keep', 3)]], {})}, verbose_name='corrections')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='RelatedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('goes-with', 'goes with'), ('builds-on', 'builds on'), ('contradicts', 'contradicts')], default='goes-with', max_length=20, verbose_name='how')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_entries', to='core.entrypage')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_from', to='core.entrypage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'related entry',
                'verbose_name_plural': 'related entries',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='or a name by hand')),
                ('role', models.CharField(choices=[('author', 'author'), ('lead', 'driving force (trekker)'), ('steering-group', 'steering group'), ('director', 'director (bestuurder)'), ('team', 'team member'), ('knowledge-broker', 'knowledge broker (kennismakelaar)'), ('caretaker', 'caretaker (huismeester)'), ('city-broker', 'city broker (stadsmakelaar)'), ('district-broker', 'district broker (wijkmakelaar)'), ('question-owner', 'question owner'), ('moderator', 'moderator'), ('host', 'host'), ('guest', 'guest'), ('interviewee', 'interviewee'), ('student', 'student'), ('teacher', 'teacher'), ('researcher', 'researcher'), ('contact', 'contact')], default='author', max_length=20, verbose_name='role')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='directory.person', verbose_name='person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='core.entrypage')),
                ('note', models.CharField(blank=True, help_text='Such as “director, Beter Wonen”; stands behind the name.', max_length=200, verbose_name='function')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('initiator', 'initiator'), ('partner', 'partner'), ('funder', 'funder'), ('client', 'question owner'), ('education', 'education'), ('host', 'host'), ('publisher', 'publisher'), ('signatory', 'party to the agreement')], default='partner', max_length=20, verbose_name='role')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='directory.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='core.entrypage')),
                ('since', models.DateField(blank=True, null=True, verbose_name='takes part since')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CollectedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='collected', to='core.entrypage')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='collected_in', to='core.entrypage', verbose_name='entry')),
            ],
            options={
                'verbose_name': 'piece',
                'verbose_name_plural': 'pieces',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                ('body', wagtail.fields.StreamField(BODY, blank=True, block_lookup=BLOCKS, verbose_name='text')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='EarlierVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction', models.CharField(max_length=36)),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('published_at', models.DateTimeField(null=True)),
                ('superseded_at', models.DateTimeField(auto_now_add=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_versions', to='core.entrypage')),
            ],
            options={
                'verbose_name': 'earlier version',
                'verbose_name_plural': 'earlier versions',
                'ordering': ['superseded_at'],
            },
        ),
        migrations.CreateModel(
            name='EarlierFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.BigIntegerField()),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='core.earlierversion')),
            ],
        ),
        migrations.AddConstraint(
            model_name='earlierversion',
            constraint=models.UniqueConstraint(fields=('entry', 'correction'), name='version_correction'),
        ),
        migrations.AddIndex(
            model_name='earlierfile',
            index=models.Index(fields=['content_type', 'object_id'], name='earlier_file'),
        ),
        migrations.AddIndex(
            model_name='entrypage',
            index=models.Index(fields=['-featured', '-display_date', '-page_ptr'], name='entry_newest'),
        ),
    ]
