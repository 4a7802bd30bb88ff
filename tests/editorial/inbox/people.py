"""People of the board with an address, and what the inbox sent them."""

from django.core import mail

from tests import factories


def make_person(name: str, *roles: str, **values):
    """Return a user with an address, in the groups of these roles."""
    user = factories.UserFactory(email=f"{name.lower()}@stadskennis.example", first_name=name, **values)
    user.groups.set(factories.Group.objects.filter(name__in=roles))
    return user


def take_mails() -> dict[str, list]:
    """Return {name of who is written to: mails}, and empty the box."""
    found: dict[str, list] = {}
    for message in mail.outbox:
        for address in message.recipients():
            found.setdefault(address.partition("@")[0], []).append(message)
    mail.outbox.clear()
    return found
