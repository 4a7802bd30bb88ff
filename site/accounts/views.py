"""Account views."""

from allauth.account import views as account
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

ADMIN_ACCESS = "wagtailadmin.access_admin"


def sign_in(request):
    """Login view; explains to signed-in users without a role why the admin redirects them here."""
    if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
        list(messages.get_messages(request))  # consumed: the page explains it
        return render(request, "account/no_role.html", {"messages": []}, status=403)
    return account.login(request)


def disabled(request, key=""):
    """View for features of allauth that are disabled, such as sign-up."""
    raise Http404
