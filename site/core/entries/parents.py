"""Under which pages a kind of entry is made."""

from wagtail.models import Locale, Page


def find_parents(model, locale: Locale) -> list[Page]:
    """Return the allowed parent pages of a kind in a language, those with most public pages of it first."""
    allowed = [parent._meta.model_name for parent in model.allowed_parent_page_models()]
    pages = Page.objects.filter(content_type__model__in=allowed, locale=locale, depth__gt=2)
    paths = Page.objects.exact_type(model).filter(live=True).values_list("path", flat=True)
    return sorted(pages, key=lambda page: (-sum(path.startswith(page.path) for path in paths), page.path))
