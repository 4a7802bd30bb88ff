"""What leaves the site is clean whatever the database holds: rendered templates and feeds."""

from django.template.backends.django import DjangoTemplates
from django.utils.safestring import SafeString, mark_safe

from characters.rule import clean, clean_data


class CleanTemplates(DjangoTemplates):
    """Template backend whose templates give clean text: pages, sitemap, e-mail."""

    app_dirname = "templates"

    def get_template(self, template_name):
        """Return a template that cleans what it renders."""
        return _clean_output(super().get_template(template_name))

    def from_string(self, template_code):
        """Return a template of a string that cleans what it renders."""
        return _clean_output(super().from_string(template_code))


def _clean_output(template):
    render = template.render

    def render_clean(context=None, request=None):
        text = render(context, request)
        cleaned = clean(text)
        return mark_safe(cleaned) if isinstance(text, SafeString) else cleaned  # as safe as it was

    template.render = render_clean
    return template


class CleanFeed:
    """Feed generator that cleans its arguments, so that XML can hold them; before a class of `django.utils.feedgenerator`."""

    def __init__(self, title, link, description, **arguments):
        super().__init__(clean_data(title), link, clean_data(description), **_clean_texts(arguments))

    def add_item(self, title, link, description, **arguments):
        """Add an item with clean texts."""
        super().add_item(clean_data(title), link, clean_data(description), **_clean_texts(arguments))


def _clean_texts(arguments: dict) -> dict:
    return {name: clean_data(_resolve(value)) for name, value in arguments.items()}


def _resolve(value):
    """Return a lazy text as a string."""
    return str(value) if type(value).__name__ == "__proxy__" else value
