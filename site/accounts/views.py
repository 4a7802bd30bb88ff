"""Account screens of our own."""

from allauth.account import views as account
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

ADMIN_ACCESS = "wagtailadmin.access_admin"


def sign_in(request):
    """Sign in; who is signed in but has no role yet is told so, for the editing screens would send them back here."""
    if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
        list(messages.get_messages(request))  # read, and not shown: the page says it better
        return render(request, "account/no_role.html", {"messages": []}, status=403)
    return account.login(request)


def closed(request, key=""):
    """What allauth offers and this site does not: nobody signs up or changes an address here."""
    raise Http404
