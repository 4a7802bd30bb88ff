"""Messages of libraries that our catalogue translates: Wagtail, wagtail-localize, wagtailmedia, allauth and Django.

These lists are not used at run time: scripts/messages.py collects them, and our catalogue has precedence over theirs.
"""

from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy

# Worded differently here, or without a Dutch translation in the library.
MESSAGES = [
    gettext_noop("Add %(label)s"),
    gettext_noop("Admin"),
    gettext_noop("Are you sure you want to delete this %(model_name)s?"),
    gettext_noop("Are you sure you want to delete this locale?"),
    gettext_noop("Are you sure you want to delete this site?"),
    gettext_noop("Are you sure you want to unpublish this %(model_name)s?"),
    # Of a time that the clock skips or repeats.
    gettext_noop(
        "%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; it may be ambiguous or it may not exist."
    ),
    gettext_noop("Changes requested at"),
    gettext_noop("Changes requested %(finished_at)s"),
    gettext_noop("Choose %(object)s"),
    gettext_noop("Comment"),
    gettext_noop("Comment notifications"),
    gettext_noop("File"),
    gettext_noop("Leave blank if not changing."),
    gettext_noop("live"),
    gettext_noop("live + draft"),
    gettext_noop("Locale"),
    gettext_noop("Locales"),
    gettext_noop("More actions"),
    gettext_noop("The page could not be created due to validation errors."),
    gettext_noop("The page could not be saved due to validation errors."),
    gettext_noop("Site summary"),
    gettext_noop("The descriptive text displayed underneath a headline in search engine results."),
    gettext_noop("The name of the page displayed on search engine results as the clickable headline."),
    gettext_noop("The page title as you'd like it to be seen by the public"),
    gettext_noop("There are validation errors, click save to highlight them."),
    gettext_noop("title tag"),
    # Of the buttons that make a schedule count: names them as they stand on the Dutch screens.
    gettext_noop('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    pgettext_lazy("field label", "Login"),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
]
# wagtailmedia has no Dutch; the last two are from Django, whose messages give no example of a date.
WAGTAILMEDIA_MESSAGES = [
    gettext_noop("Media file '{0}' added."),
    gettext_noop("Media file '{0}' deleted."),
    gettext_noop("Media file '{0}' updated"),
    gettext_noop("(Private %s)"),
    gettext_noop("Add a media permission"),
    gettext_noop("Add audio or video"),
    gettext_noop("Add audio"),
    gettext_noop("Add video"),
    gettext_noop("Add/edit media you own"),
    gettext_noop("Are you sure you want to delete this media file?"),
    gettext_noop("Audio file"),
    gettext_noop("Change media file:"),
    gettext_noop("Choose a media item"),
    gettext_noop("Choose another audio item"),
    gettext_noop("Choose another media item"),
    gettext_noop("Choose another video"),
    gettext_noop("Choose audio"),
    gettext_noop("Choose video"),
    gettext_noop("Delete media file"),
    gettext_noop("Duration in seconds"),
    gettext_noop("Edit any media"),
    gettext_noop("Edit this %s"),
    gettext_noop("Edit this audio item"),
    gettext_noop("Edit this media item"),
    gettext_noop("Edit this video"),
    gettext_noop("Editing %(title)s"),
    gettext_noop("File"),
    gettext_noop("Latest media"),
    gettext_noop("Media permissions"),
    gettext_noop("Media"),
    gettext_noop("Popular Tags:"),
    gettext_noop("Search media files"),
    gettext_noop("Search media"),
    gettext_noop('Sorry, no media files match "<em>%(query_string)s</em>"'),
    gettext_noop("The file could not be found. Please change the source or delete the media file"),
    gettext_noop("The media could not be saved due to errors."),
    gettext_noop("The media file could not be saved due to errors."),
    gettext_noop("Upload Audio"),
    gettext_noop("Upload Video"),
    gettext_noop("Uploaded"),
    gettext_noop("Usage of %(title)s"),
    gettext_noop("Usage of"),
    gettext_noop("Video file"),
    gettext_noop(
        'You haven\'t uploaded any media files in this collection. You can upload <a href="%(wagtailmedia_add_audio_url)s">audio</a> or <a href="%(wagtailmedia_add_video_url)s">video</a> files.'
    ),
    gettext_noop(
        'You haven\'t uploaded any media files. You can upload <a href="%(wagtailmedia_add_audio_url)s">audio</a> or <a href="%(wagtailmedia_add_video_url)s">video</a> files.'
    ),
    gettext_noop(
        'You haven\'t uploaded any media in this collection. Why not <a href="%(wagtailmedia_add_url)s">upload one now</a>?'
    ),
    gettext_noop('You haven\'t uploaded any media. Why not <a href="%(wagtailmedia_add_url)s">upload one now</a>?'),
    gettext_noop("Your browser does not support the audio element."),
    gettext_noop("Your browser does not support the video element."),
    gettext_noop("duration"),
    gettext_noop("media items"),
    gettext_noop("media"),
    gettext_noop("thumbnail"),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid date/time."),
]
WAGTAILMEDIA_PLURALS = [
    ngettext_lazy("%(count)s media file", "%(count)s media files", 2),
    ngettext_lazy(
        '<span>%(total)s</span> Media file <span class="visuallyhidden w-sr-only">created in %(site_name)s</span>',
        '<span>%(total)s</span> Media files <span class="visuallyhidden w-sr-only">created in %(site_name)s</span>',
        2,
    ),
    ngettext_lazy(
        "\n            There is one match\n        ", "\n            There are %(counter)s matches\n        ", 2
    ),
]
# Translated without the space between two values, or between a value and a word (tests/config/test_library_messages.py).
GLUED_MESSAGES = [
    gettext_noop("%(action)s by <b>%(who)s</b> at <b>%(at)s</b>"),
    gettext_noop('%(editor)s has updated comments on "%(title)s"'),
    gettext_noop('%(editor)s has updated comments on "%(title)s".'),
    gettext_noop("%(related_model_name)s %(field_label)s"),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    gettext_noop("%(status_display)s %(task_name)s %(started_at)s"),
    gettext_noop("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    gettext_noop("Delete %(snippet_type_name)s"),
    gettext_noop("Editing %(object_type)s %(title)s"),
    gettext_noop(
        "This page hasn't been translated yet. It is mirroring the "
        '<a href="%(edit_original_page_url)s" target="_blank">%(original_locale)s page</a>.'
    ),
    gettext_noop("Translation of %(instance)s into %(locale)s"),
    gettext_noop("<b>'{title}' was locked</b> by <b>you</b> on <b>{datetime}</b>."),
    gettext_noop("This {model_name} is awaiting <b>'{task_name}'</b> in the <b>'{workflow_name}'</b> workflow."),
    gettext_noop("Only reviewers for this task can edit the %(model_name)s."),
]
GLUED_PLURALS = [
    ngettext_lazy("%(count)d %(model_name)s deleted.", "%(count)d %(model_name)s deleted.", 2),
    ngettext_lazy(
        "%(num_parent_objects)d user has been marked as inactive",
        "%(num_parent_objects)d users have been marked as inactive",
        2,
    ),
    ngettext_lazy(
        '%(total)s Image <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Images <span class="w-sr-only">created in %(site_name)s</span>',
        2,
    ),
    ngettext_lazy(
        "It will also delete %(translation_count)s translations and their combined %(translation_descendant_count)s "
        "translated child page.",
        "It will also delete %(translation_count)s translations and their combined %(translation_descendant_count)s "
        "translated child pages.",
        2,
    ),
]
