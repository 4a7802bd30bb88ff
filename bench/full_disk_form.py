"""Prints the fields of a published case's edit form as JSON, as a browser sends them: scripts make some of them."""

import json
import sys

from bench.planned import set_up


def main() -> None:
    """Print `{"url", "fields"}`."""
    set_up()
    from django.contrib.auth import get_user_model

    from knowledge.models import CasePage
    from tests.editorial.forms import posted

    page = CasePage.objects.filter(live=True, locale__language_code="nl").first().get_latest_revision_as_object()
    editor = get_user_model().objects.get(username=sys.argv[1])
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=editor)
    fields = [
        (name, text) for name, value in posted(form).items() for text in (value if isinstance(value, list) else [value])
    ]
    print(json.dumps({"url": f"/beheer/pages/{page.pk}/edit/", "fields": [(name, str(text)) for name, text in fields]}))


if __name__ == "__main__":
    main()
