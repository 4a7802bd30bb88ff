"""Signing in, in a real browser."""

from django.test import Client

PASSWORD = "wachtwoord-voor-tests"
DESK = {"viewport": {"width": 1280, "height": 1200}, "locale": "nl-NL"}


def sign_in(browser, site, user, **options):
    """Return an empty page of a new browser window in which this user is signed in; `options` are those of its context.

    The form of the login has tests of its own: here the session is made without it.
    """
    client = Client()
    client.force_login(user)
    context = browser.new_context(**DESK | options)
    context.add_cookies([{"name": name, "value": one.value, "url": site} for name, one in client.cookies.items()])
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page
