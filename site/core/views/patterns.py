"""The pattern library: every component on one page."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from core.views.pattern_examples import examples


def patterns(request):
    """Show all components to users of Wagtail's admin."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return redirect_to_login(request.get_full_path())
    return render(request, "patterns.html", {"examples": examples()})
