"""Every component on one page, for editors and for tests."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render

from core.views.pattern_examples import examples


def patterns(request):
    """Show the components with their names to who is signed in to the editing screens."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return redirect_to_login(request.get_full_path())
    return render(request, "patterns.html", {"examples": examples()})
