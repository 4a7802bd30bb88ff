"""English that libraries write into their templates without gettext: replaced by a translated tag when the template is loaded.

The text of a template stays the library's otherwise, so an upgrade of it comes through; `tests/config/test_library_templates.py` fails when
a place is not there any more.
"""

LOAD = "{% load i18n %}"
SEARCH = ('type="submit" value="Search"', f'type="submit" value="{LOAD}{{% trans \'Search\' %}}"')
OPTION = ("{{ option.choice_label }}", f"{LOAD}{{% trans option.data.value.instance.name %}}")
# {template: ((what stands there, what is to stand there), ...)}
REPLACEMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "wagtailadmin/home.html": (SEARCH,),
    "wagtailadmin/permissions/includes/collection_member_permissions_form.html": (OPTION,),
    "wagtailadmin/shared/header.html": (SEARCH,),
    "wagtailadmin/shared/headers/_actions.html": (
        ('aria-label="Actions"', f"aria-label=\"{LOAD}{{% trans 'Actions' %}}\""),
    ),
    "wagtailusers/groups/includes/formatted_permissions.html": tuple(
        (
            f"{{{{ content_perms_dict.{action}.perm.name }}}}",
            f"{LOAD}{{% trans '{label}' %}}: {{{{ content_perms_dict.object }}}}",
        )
        for action, label in (("add", "Add"), ("change", "Change"), ("delete", "Delete"))
    ),
    "wagtailusers/groups/includes/page_permissions_form.html": (OPTION,),
}


def translate_template(name: str, contents: str) -> str:
    """Return the source of a library's template with its English replaced; other templates as they are."""
    for english, translated in REPLACEMENTS.get(name, ()):
        contents = contents.replace(english, translated)
    return contents
