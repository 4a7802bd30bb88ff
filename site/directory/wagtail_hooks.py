"""The directory in the editing screens."""

from wagtail.snippets.models import register_snippet

from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
