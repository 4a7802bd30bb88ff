"""The base of middleware for the editing screens alone: what readers ask for passes by."""

ADMIN = "/beheer/"  # where all editing screens are


def is_admin(request) -> bool:
    """Return whether a request is for one of the editing screens."""
    return request.path_info.startswith(ADMIN)


class AdminMiddleware:
    """Calls `respond` and `check_view` for requests of the editing screens; of a subclass with its own `__call__` only the latter."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the site, or what `respond` makes of it."""
        return self.respond(request) if is_admin(request) else self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Return what `check_view` answers in place of the view, or None."""
        return self.check_view(request, kwargs) if is_admin(request) else None

    def respond(self, request):
        """Return the response of the view, or another one."""
        return self.get_response(request)

    def check_view(self, request, kwargs: dict):
        """Return a response in place of that of the view, which gets `kwargs` from its address; None to let it answer."""
        return None
