"""Middleware for tests in which nothing commits: a request ends as on a site, where its transactions are its own."""

from django.db import connection, transaction


def run_commit_callbacks(get_response):
    """Run what a request left for its commit; take back what it wrote when a transaction of it failed."""

    def middleware(request):
        known = len(connection.run_on_commit)
        with transaction.atomic():
            response = get_response(request)
        while len(connection.run_on_commit) > known:
            _savepoints, callback, _robust = connection.run_on_commit.pop(known)
            callback()
        return response

    return middleware
