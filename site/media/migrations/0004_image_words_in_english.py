"""What is said about an image, in English too."""

from django.db import migrations, models


def words(label: str):
    """Return a column for a sentence."""
    return models.CharField(label, max_length=300, blank=True)


class Migration(migrations.Migration):
    """Add three columns."""

    dependencies = [("media", "0003_pdf_pages")]

    operations = [
        migrations.AddField("siteimage", "alt_en", words("text alternative in English")),
        migrations.AddField("siteimage", "caption_en", words("caption in English")),
        migrations.AddField("siteimage", "source_en", words("source in English")),
    ]
