"""Which links of public entries are broken now, in words.

Links to pages of this site are asked of the database at the moment itself: the page that a text points at may have been
taken off a second ago. Of other sites the last answer is known.
"""

from collections import defaultdict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from core.models import EntryPage
from core.models.querysets import readable_pages
from editorial.links.checking import find_nowhere, is_own
from editorial.links.models import LinkedAddress, PageLink

NOT_PUBLIC = "not public"  # an answer of `editorial.links.client`


def find_broken() -> dict[int, list[str]]:
    """Return {public entry: sentences about its broken links}."""
    public = set(EntryPage.objects.readable().values_list("pk", flat=True))
    found: dict[int, list[str]] = defaultdict(list)
    for page, sentence in [*_find_pages(public), *_find_addresses()]:
        if page in public:
            found[page].append(sentence)
    return dict(found)


def _find_pages(public: set[int]) -> list[tuple[int, str]]:
    """Return the links in texts to pages that readers cannot open."""
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(base_content_type=page_type, to_content_type=page_type)
    names = _list_text_fields()
    pairs = {
        (int(source), int(target))
        for source, target, path in references.values_list("object_id", "to_object_id", "model_path")
        if path.split(".")[0] in names and int(source) in public
    }
    targets = {target for _source, target in pairs}
    readable = set(readable_pages().filter(pk__in=targets).values_list("pk", flat=True))
    titles = dict(Page.objects.filter(pk__in=targets - readable).values_list("pk", "title"))
    return [(source, _describe_page(titles.get(target))) for source, target in sorted(pairs) if target not in readable]


def _describe_page(title: str | None) -> str:
    if title is None:
        return _("a link leads to a page that is gone")
    return _("a link leads to “%(title)s”, which is not public") % {"title": title}


def _list_text_fields() -> set[str]:
    """Return the names of the fields of entries that hold texts with links."""
    models = [model for model in apps.get_models() if issubclass(model, EntryPage)]
    fields = (field for model in models for field in model._meta.concrete_fields)
    return {field.name for field in fields if isinstance(field, StreamField | RichTextField)}


def _find_addresses() -> list[tuple[int, str]]:
    """Return the addresses that are broken: of other sites by their last answers, of this one asked now."""
    links = PageLink.objects.select_related("address").order_by("page_id", "pk")
    broken = list(links.filter(address__state=LinkedAddress.State.BROKEN))
    own = [link for link in links.exclude(address__state=LinkedAddress.State.BROKEN) if is_own(link.address.url)]
    nowhere = find_nowhere({link.address.url for link in own})
    found = [*broken, *(link for link in own if link.address.url in nowhere)]
    return [(link.page_id, _describe_address(link)) for link in found]


def _describe_address(link: PageLink) -> str:
    answer = link.address.answer
    values = {"url": link.address.url, "words": link.words or link.address.url, "answer": answer}
    if is_own(link.address.url):
        return _("“%(words)s” leads to %(url)s, which is nowhere on this site") % values
    if answer == NOT_PUBLIC:
        return _("“%(words)s” leads to %(url)s, which only works inside a network") % values
    if answer.isdigit():
        return _("“%(words)s” leads to %(url)s, which answers %(answer)s") % values
    return _("“%(words)s” leads to %(url)s, which did not answer twice") % values
