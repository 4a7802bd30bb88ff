"""What editors type in the admin's search, made harmless for engines with a syntax of their own."""

import re

from wagtail.search.query import And, Boost, Not, Or, Phrase, PlainText

_SYNTAX = re.compile('["\\0\ud800-\udfff]')


def sanitize(query):
    """Return a query (or plain text) without the characters at which an engine stumbles; the words stay."""
    if isinstance(query, str):
        return " ".join(_SYNTAX.sub(" ", query).split())
    if isinstance(query, PlainText):
        return PlainText(sanitize(query.query_string), operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(sanitize(query.query_string))
    if isinstance(query, And | Or):
        return type(query)([sanitize(subquery) for subquery in query.subqueries])
    if isinstance(query, Not):
        return Not(sanitize(query.subquery))
    if isinstance(query, Boost):
        return Boost(sanitize(query.subquery), query.boost)
    return query
