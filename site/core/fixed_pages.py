"""The fixed pages of the site that are no row of the page tree, as search lists them."""

from django.utils.translation import gettext_lazy as _

from core.extensions import FixedPage

PAGES = (
    FixedPage("contact", _("Contact"), (_("contact form"), _("write to the editorial board"), _("e-mail address"))),
    FixedPage("whats_new", _("What is new"), (_("what is new"), _("new this week"))),
    FixedPage("feeds", _("Follow with a feed"), (_("feeds"), "RSS feeds", "Atom")),
    FixedPage("themes", _("Themes"), (_("theme"),)),
    FixedPage("places", _("Places"), (_("place"), _("neighbourhoods"))),
    FixedPage("organisations", _("Organisations"), (_("organisation"), _("partners"))),
    FixedPage("people", _("People"), (_("person"),)),
)
