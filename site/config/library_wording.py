"""Messages of libraries whose Dutch holds an English word, a word of programmers or a mistake; our catalogue words them anew.

As `config.library_messages`: not used at run time, collected by scripts/messages.py.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

# In the Dutch catalogue of the library, with an English word or a mistake in spelling.
MISSPELT_MESSAGES = [
    gettext_noop("Actions (footer)"),
    gettext_noop("Cannot find an embed for this URL."),
    gettext_noop("Column header"),
    gettext_noop("Display the first column as a header"),
    gettext_noop("Display the first row AND first column as headers"),
    gettext_noop("Display the first row as a header"),
    gettext_noop(
        "If true, this site will handle requests for all other hostnames that do not have a site entry of their own"
    ),
    gettext_noop(
        "If you do not recognize this change then please take proper security precautions immediately. The change to your "
        "account originates from:\n\n- IP address: %(ip)s\n- Browser: %(user_agent)s\n- Date: %(timestamp)s"
    ),
    gettext_noop("Insert embed"),
    gettext_noop("Italic"),
    gettext_noop("Monospace (code)"),
    gettext_noop("No headers"),
    gettext_noop("Only you can make changes while the %(model_name)s is locked"),
    gettext_noop(
        "Receive notification when comments have been created, resolved, or deleted on a page that you have subscribed to receive "
        "comment notifications on"
    ),
    gettext_noop("Resize to fill"),
    gettext_noop("Resize to height"),
    gettext_noop("Resize to max"),
    gettext_noop("Resize to min"),
    gettext_noop("Resize to width"),
    gettext_noop("Row header"),
    gettext_noop("Select a header option"),
    gettext_noop("There seems to be an error with Embedly while trying to embed this URL. Please try again later."),
    gettext_noop("Which cells should be displayed as headers?"),
    gettext_noop("You cannot remove your primary email address (%(email)s)."),
]
MISSPELT_PLURALS = [
    ngettext_lazy("Add 1 document to new collection", "Add %(counter)s documents to new collection", 2),
]
PLAINER_MESSAGES = [
    gettext_noop(
        "%(hostname)s is already configured as the default site. You must unset that before you can save this site as default."
    ),
    gettext_noop("%(objects)s snippets selected"),
    gettext_noop("'%(page_title)s' has been moved successfully."),
    gettext_noop("1 snippet selected"),
    gettext_noop(
        "Active workflows can be added to pages/snippets. Deactivating a workflow does not remove it from existing pages/snippets."
    ),
    gettext_noop("admin theme"),
    gettext_noop("All %(objects)s snippets on this screen selected"),
    gettext_noop("All snippets in listing selected"),
    gettext_noop("Assign your workflow to snippets"),
    gettext_noop("Bold"),
    gettext_noop("Can access Wagtail admin"),
    gettext_noop("Delete selected snippets"),
    gettext_noop("Editor Guide"),
    gettext_noop("Embed"),
    gettext_noop("embed"),
    gettext_noop("Error 404"),
    gettext_noop("Error 404: Page not found"),
    gettext_noop("Go to Wagtail admin"),
    gettext_noop("Grid layout"),
    gettext_noop("hostname"),
    gettext_noop("meta description"),
    gettext_noop("Meta description is empty"),
    gettext_noop("Minimap"),
    gettext_noop("New slug"),
    gettext_noop("No pages/snippets have been submitted for moderation yet"),
    gettext_noop("Page/Snippet"),
    gettext_noop("Page/Snippet ID"),
    gettext_noop("Page/Snippet Title"),
    gettext_noop("Page/Snippet Type"),
    gettext_noop("Pages/snippets at this step in a workflow will be moderated or approved by these groups of users"),
    gettext_noop("Read the release notes."),
    gettext_noop("Request to create %(model_name)s was blocked by hook."),
    gettext_noop("Request to edit %(model_name)s was blocked by hook."),
    gettext_noop("Select all snippets in listing"),
    gettext_noop("Select language for the admin"),
    gettext_noop(
        "Set this to something other than 80 if you need a specific port number to appear in URLs (e.g. development on port 8000). Does not affect request handling (so port forwarding still works)."
    ),
    gettext_noop("slug"),
    gettext_noop("Snippet '%(content_type)s' already has workflow '%(workflow_name)s' assigned."),
    gettext_noop("Snippets"),
    gettext_noop('Sorry, no snippets match "<em>%(search_query)s</em>"'),
    gettext_noop("The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/"),
    gettext_noop(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the slug is unique and try again."
    ),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'."),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop("There may only be one in progress or needs changes workflow state per page/snippet."),
    gettext_noop('This slug is already in use within the context of its parent page "%(parent_page_title)s"'),
    gettext_noop("This workflow is disabled so it cannot be assigned to any snippets."),
    gettext_noop("Toggle minimap"),
    gettext_noop("Wagtail admin"),
    gettext_noop("Wagtail embeds"),
    gettext_noop("Wagtail snippets"),
    gettext_noop("Your pages and snippets in a workflow"),
]
PLAINER_PLURALS = [
    ngettext_lazy("1 snippet type", "%(counter)s snippet types", 2),
    ngettext_lazy(
        "The following page cannot be moved due to duplicate slug",
        "The following pages cannot be moved due to duplicate slugs",
        2,
    ),
    ngettext_lazy("Imported %(total)d redirect", "Imported %(total)d redirects", 2),
    ngettext_lazy(
        "This task is in progress on %(states_in_progress)d page/snippet. Disabling this task will cause it to be skipped in the moderation workflow and not be listed for selection when editing a workflow.",
        "This task is in progress on %(states_in_progress)d pages/snippets. Disabling this task will cause it to be skipped in the moderation workflow and not be listed for selection when editing a workflow.",
        2,
    ),
    ngettext_lazy(
        "This workflow is in progress on %(states_in_progress)d page/snippet. Disabling this workflow will cancel moderation on this page/snippet.",
        "This workflow is in progress on %(states_in_progress)d pages/snippets. Disabling this workflow will cancel moderation on these pages/snippets.",
        2,
    ),
]
# Names of permissions, as the database holds them; of locales, whose catalogue is not installed.
NAMES = [
    gettext_noop("Can add collection"),
    gettext_noop("Can add document"),
    gettext_noop("Can add image"),
    gettext_noop("Can add media"),
    gettext_noop("Can add page"),
    gettext_noop("Can change collection"),
    gettext_noop("Can change document"),
    gettext_noop("Can change image"),
    gettext_noop("Can change media"),
    gettext_noop("Can change page"),
    gettext_noop("Can choose document"),
    gettext_noop("Can choose image"),
    gettext_noop("Can delete collection"),
    gettext_noop("Can submit translations"),
    gettext_noop("Can view"),
    gettext_noop("locale"),
    gettext_noop("locales"),
]
