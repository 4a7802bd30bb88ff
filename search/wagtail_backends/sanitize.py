"""Sanitizes queries for stock backends with a query syntax; passages need none, quotation marks say something there."""

import re

from wagtail.search.query import And, Boost, Not, Or, Phrase, PlainText

_SYNTAX = re.compile('["\\0\ud800-\udfff]')


def sanitize(query):
    """Return a query (or text) without quotes, NUL and surrogates; words are kept."""
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
