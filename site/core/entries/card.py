"""What cards, covers and share images show of an entry."""

from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from core.extensions import card_relations
from core.metadata.share_image import make_digest


class EntryCard:
    """Properties of an entry for cards and images. They need no query when only the parent row was fetched."""

    @property
    def kind_class(self):
        """The model of this entry's kind."""
        return self.specific_class or type(self)

    @property
    def kind_label(self) -> str:
        """Name of the kind in the active language."""
        return capfirst(self.kind_class._meta.verbose_name)

    @property
    def kind_tab(self) -> str:
        """Modifier of the CSS class `tab` for the kind."""
        return self.kind_class.tab

    @property
    def kind_icon(self) -> str:
        """Icon of the kind in Wagtail's admin."""
        return self.kind_class.icon

    @property
    def cover_number(self) -> int:
        """Number that varies the cover and the share image; the same for all translations."""
        return self.translation_key.int % 997

    @property
    def cover_url(self) -> str:
        """URL path of the drawn cover."""
        return reverse("cover", args=[self.kind_class.cover, self.cover_number])

    @property
    def share_image_digest(self) -> str:
        """Digest of what the share image shows; part of its URL."""
        with translation.override(self.language):
            return make_digest(self.title, self.kind_label, self.cover_number)

    @property
    def share_image_url(self) -> str:
        """URL path of the drawn share image."""
        return reverse("share_image", args=[self.pk, self.share_image_digest])

    @property
    def card_source(self):
        """The object with `card_day` and `state`: the joined row of the kind (see `card_relations`), else this entry."""
        fetched = self._state.fields_cache
        return next((fetched[name] for name in card_relations if fetched.get(name)), self)

    @property
    def card_day(self):
        """Date or datetime on cards; None while it is not known."""
        return self.display_date

    @property
    def card_places(self) -> list:
        """At most two places, in this entry's language."""
        return self.localized_places[:2]

    def get_card_notes(self) -> list:
        """Return the short notes below the title on cards; kinds override this."""
        return []
