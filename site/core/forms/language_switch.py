"""A form goes along to the other language with what was typed in it, without script.

On a page with a form for readers (`reader_form` in its context) the language link at the top is a button of that form, which
posts it to the address of the other language. There nothing is judged, kept or sent: the form is shown with what was typed.
"""

from django.forms import Form, MultipleChoiceField
from django.http import QueryDict

FORM_ID = "reader-form"  # id of the form on its page
BUTTON = "other_language"  # name of the button


def is_switched(request) -> bool:
    """Return whether a reader took a form along to this language."""
    return request.method == "POST" and BUTTON in request.POST


def restate(form_class: type[Form], posted: QueryDict) -> Form:
    """Return a form with what was typed, without a judgement of it."""
    initial = {
        name: posted.getlist(name) if isinstance(field, MultipleChoiceField) else posted.get(name, "")
        for name, field in form_class.base_fields.items()
    }
    return form_class(initial=initial)
