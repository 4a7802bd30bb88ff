"""What leaves the site is clean whatever the database holds: rendered templates and feeds."""

from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString, mark_safe

from characters.rule import clean, clean_data


class CleanTemplates(DjangoTemplates):
    """Template backend whose templates give clean text: pages, sitemap, e-mail."""

    app_dirname = "templates"

    def get_template(self, template_name):
        """Return a template that cleans what it renders."""
        return CleanTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code):
        """Return a template of a string that cleans what it renders."""
        return CleanTemplate(super().from_string(template_code).template, self)


class CleanTemplate(Template):
    """A template that cleans what it renders, and lets go of what it was given.

    A context and what a view gives it hold each other, so all objects of a page would wait for the garbage collector, a
    thousand for a page of results; it would run in the middle of the next pages.
    """

    def render(self, context=None, request=None):
        """Return clean text, as safe as it was rendered."""
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            text = self.template.render(made)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
        finally:
            made.dicts.clear()
        cleaned = clean(text)
        return mark_safe(cleaned) if isinstance(text, SafeString) else cleaned


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
