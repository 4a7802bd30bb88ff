"""Account screens of our own."""

from django.http import Http404


def closed(request, key=""):
    """What allauth offers and this site does not: nobody signs up or changes an address here."""
    raise Http404
