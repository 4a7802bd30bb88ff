"""The bar above the editing screens of a page."""

from django import template
from django.utils.translation import gettext as _

from editorial.review.bar import Bar, make_bar
from editorial.review.form_buttons import BUTTON
from editorial.review.take_over import REASON_FIELD
from editorial.translations.bar import make_translation_context

register = template.Library()
_FORM = {"form_id": "page-edit-form", "button": BUTTON, "reason": REASON_FIELD}


@register.inclusion_tag("editorial/board_bar.html", takes_context=True)
def board_bar(context, page):
    """The bar of a page that is edited in its form."""
    request = context["request"]
    bar = make_bar(request.user, page)
    return {**_FORM, "bar": bar, "page": page, "request": request}


@register.inclusion_tag("editorial/board_bar.html", takes_context=True)
def board_bar_of_new(context):
    """The bar of a page that is not saved yet."""
    bar = Bar(
        None,
        sentence=_("A new page, yours alone. What you type is saved by itself. Finished? Then send it to the board."),
        can_send=True,
    )
    return {**_FORM, "bar": bar, "page": None, "request": context["request"]}


@register.inclusion_tag("editorial/board_bar.html", takes_context=True)
def board_bar_of_translation(context, page):
    """The bar of a page that is edited as a translation."""
    return make_translation_context(context["request"], page.pk)
