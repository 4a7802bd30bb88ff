"""Registers the directory in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
