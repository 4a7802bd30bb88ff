"""Measuring the search on sets of documents and queries, in a throw-away database, by the very code of the page."""
