"""Registers the directory with the editing screens, and with who may see files."""

from wagtail.snippets.models import register_snippet

from directory.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
