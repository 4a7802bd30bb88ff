"""Middleware for tests: what a request does after its commit is done before its end, as on a site, though nothing commits."""

from django.db import connection


def run_commit_callbacks(get_response):
    """Run the callbacks that a request left for the commit."""

    def middleware(request):
        known = len(connection.run_on_commit)
        response = get_response(request)
        while len(connection.run_on_commit) > known:
            _savepoints, callback, _robust = connection.run_on_commit.pop(known)
            callback()
        return response

    return middleware
