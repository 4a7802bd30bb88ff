"""The SQLite engine (the default): one FTS5 table per language, scored by bm25()."""

import json
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from search.analysis import LANGUAGES, Streams
from search.engines.base import FIELDS, PASSAGES_PER_ENTRY, STREAMS, WEIGHTS, Candidate, PassageDocument
from search.engines.database import DatabaseEngine, translate_errors
from search.query.parsed_query import Term

COLUMNS = [f"{field}_{stream}" for field in FIELDS for stream in STREAMS]
MAX_QUERIES_PER_STATEMENT = 100  # SQLite allows 500 terms in a compound SELECT
MIN_SHARE_OF_LIST = 0.6  # of the passages with a term; fewer are scored by a list of their ids
SCALE = 10**9  # scores are rounded to nine decimals
CONSTANT_COLUMN = "always"  # column with the same token in every row: matches all, for optional terms
_NAMES = ", ".join(["rowid", *COLUMNS, CONSTANT_COLUMN])
_SETS = {
    "exact": " ".join(f"{field}_exact" for field in FIELDS),
    "stem": " ".join(f"{field}_{stream}" for field in FIELDS for stream in ("stem", "parts")),
}
_IN_A_ROW = " ".join(f"{field}_stem" for field in FIELDS)  # of lemmas that follow each other
_WEIGHTS = ", ".join([*(str(WEIGHTS[field][stream]) for field in FIELDS for stream in STREAMS), "0"])


def table_name(language: str, suffix: str = "") -> str:
    """Return the table name of a language."""
    return f"search_fts_{language if language in LANGUAGES else LANGUAGES[0]}{suffix}"


def quote(term: Term) -> str:
    """Return a term as an FTS5 expression; the token is always quoted, and of several tokens a phrase."""
    token = term.token.replace('"', '""').replace("\0", "")
    columns = _IN_A_ROW if " " in token and term.stream == "stem" else _SETS[term.stream]
    return f'{{{columns}}} : "{token}"'


def _any(terms: Iterable[Term]) -> str:
    return "(" + " OR ".join(quote(term) for term in terms) + ")"


class SQLiteIndex:
    """The index of one language."""

    def __init__(self, language: str):
        self.table = table_name(language)
        self._size: int | None = None

    def _select(self, sql: str, *parameters) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def size(self) -> int:
        """Return the number of passages."""
        if self._size is None:
            self._size = self._select(f"SELECT count(*) FROM {self.table}_docsize")[0][0]
        return self._size

    def find_each(self, sets: Sequence[Sequence[Term]]) -> list[list[int]]:
        """Return for each set the ids of passages with one of its terms."""
        size = f"SELECT -1, count(*) FROM {self.table}_docsize"
        rows = dict(self._select_each("json_group_array(rowid)", [_any(terms) for terms in sets], size))
        self._size = rows.pop(-1, self._size)
        return [json.loads(rows.get(at, "[]")) for at in range(len(sets))]

    def count_each(self, sets: Sequence[Sequence[Term]]) -> list[int]:
        """Return for each set the number of passages with one of its terms."""
        counted = dict(self._select_each("count(*)", [_any(terms) for terms in sets]))
        return [counted.get(at, 0) for at in range(len(sets))]

    def has_each(self, sets: Sequence[Sequence[Term]]) -> list[bool]:
        """Return for each set whether any passage has one of its terms; the first one is enough."""
        found = dict(self._select_each("1", [_any(terms) for terms in sets], most=1))
        return [at in found for at in range(len(sets))]

    def _select_each(self, column: str, expressions: Sequence[str], *more: str, most: int = -1) -> list[tuple]:
        """Run several expressions in one statement; return rows of (number of the expression, column), `most` of each."""
        rows = []
        for start in range(0, len(expressions), MAX_QUERIES_PER_STATEMENT):
            part = expressions[start : start + MAX_QUERIES_PER_STATEMENT]
            each = f"SELECT {{}}, {column} FROM {self.table} WHERE {self.table} MATCH %s"
            each = f"SELECT * FROM ({each} LIMIT {most})" if most > 0 else each
            sql = " UNION ALL ".join([*(each.format(at) for at in range(start, start + len(part))), *more])
            rows += self._select(sql, *part)
        return rows

    def score(
        self, terms: Sequence[Term], passages: Collection[int] | None = None, among: int | None = None
    ) -> dict[int, float]:
        """Return BM25 over all terms; each occurs once in the expression and counts once.

        Most of `among` are scored together with the others, which is faster than to look for each in a list.
        """
        all_of_them = passages is None or (among is not None and len(passages) > MIN_SHARE_OF_LIST * among)
        listed = [] if passages is None or all_of_them else [json.dumps(list(passages))]
        among_listed = " AND +rowid IN (SELECT value FROM json_each(%s))" if listed else ""
        # As two texts of whole numbers, not as rows: thousands of tuples would start the garbage collector. The column `rank`,
        # unlike the function bm25(), can be asked for inside an aggregate.
        numbers = f"json_group_array(rowid), json_group_array(CAST(-rank * {SCALE} + 0.5 AS INTEGER))"
        sql = f"SELECT {numbers} FROM {self.table} WHERE {self.table} MATCH %s AND rank MATCH %s{among_listed}"
        rows = self._select(sql, _any(terms), f"bm25({_WEIGHTS})", *listed)
        ids, scores = map(json.loads, rows[0])
        if passages is not None and all_of_them and len(ids) != len(passages):
            return {pk: score / SCALE for pk, score in zip(ids, scores, strict=True) if pk in passages}
        return {pk: score / SCALE for pk, score in zip(ids, scores, strict=True)}

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates of (passage id, score) pairs with their streams."""
        ids = ", ".join(str(int(pk)) for pk, _ in scored)
        rows = {row[0]: row[1:-1] for row in self._select(f"SELECT {_NAMES} FROM {self.table} WHERE rowid IN ({ids})")}
        return [
            Candidate(pk, score, *(Streams(*rows[pk][at : at + 3]) for at in (0, 3, 6)))
            for pk, score in scored
            if pk in rows
        ]


class SQLiteEngine(DatabaseEngine):
    """Engine with one row per passage in an FTS5 table; rowid is the passage id."""

    name = "sqlite"

    def open(self, language: str) -> SQLiteIndex:
        """Return the index of one language."""
        return SQLiteIndex(language)

    def _run(self, *statements: str) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def create_tables(self, suffix: str = "") -> None:
        """Create missing tables; the `ascii` tokenizer splits at the spaces between our tokens."""
        columns = ", ".join([*COLUMNS, CONSTANT_COLUMN])
        self._run(
            *(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {table_name(language, suffix)} USING fts5({columns}, tokenize='ascii')"
                for language in LANGUAGES
            )
        )

    def drop(self, suffix: str = "") -> None:
        """Drop the tables with this suffix."""
        self._run(*(f"DROP TABLE IF EXISTS {table_name(language, suffix)}" for language in LANGUAGES))

    def insert(self, documents: Sequence[PassageDocument], suffix: str = "") -> None:
        """Insert documents."""
        values = ", ".join(["%s"] * (len(COLUMNS) + 2))
        with connection.cursor() as cursor:
            for language in LANGUAGES:
                cursor.executemany(
                    f"INSERT INTO {table_name(language, suffix)} ({_NAMES}) VALUES ({values})",
                    [_values(document) for document in documents if document.language == language],
                )

    def delete(self, entry_ids: Sequence[int], suffix: str = "") -> None:
        """Delete the passages of entries in every language."""
        for entry in entry_ids:
            self._run(
                *(f"DELETE FROM {table_name(language, suffix)} WHERE {_of_entry(entry)}" for language in LANGUAGES)
            )

    def copy(self, entry_ids: Sequence[int], suffix: str) -> None:
        """Copy the passages of entries from the live tables to those with `suffix`."""
        for language in LANGUAGES:
            new, old = table_name(language, suffix), table_name(language)
            for entry in entry_ids:
                self._run(f"INSERT INTO {new} ({_NAMES}) SELECT {_NAMES} FROM {old} WHERE {_of_entry(entry)}")

    def swap(self, suffix: str, old: str) -> None:
        """Rename the live tables to suffix `old`, and those with `suffix` to the live names."""
        for language in LANGUAGES:
            self._run(
                # Missing only if it was dropped by hand.
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {table_name(language)} USING fts5({CONSTANT_COLUMN})",
                f"ALTER TABLE {table_name(language)} RENAME TO {table_name(language, old)}",
                f"ALTER TABLE {table_name(language, suffix)} RENAME TO {table_name(language)}",
            )

    def optimize(self, suffix: str) -> None:
        """Merge the index segments into one."""
        for language in LANGUAGES:
            table = table_name(language, suffix)
            self._run(f"INSERT INTO {table}({table}) VALUES('optimize')")

    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Return the tokens of the exact columns with their number of passages."""
        table = table_name(language)
        columns = ", ".join(f"'{field}_exact'" for field in FIELDS)
        with translate_errors(), connection.cursor() as cursor:
            cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words USING fts5vocab(main, {table}, col)")
            words = f"SELECT term, max(doc) AS passages FROM {table}_words WHERE col IN ({columns}) GROUP BY term"
            # One row: the other threads run while the database counts, where each row would have to wait for its turn.
            cursor.execute(f"SELECT json_group_array(term), json_group_array(passages) FROM ({words})")
            return zip(*map(json.loads, cursor.fetchone()), strict=True)


def _of_entry(entry: int) -> str:
    first = entry * PASSAGES_PER_ENTRY
    return f"rowid BETWEEN {first} AND {first + PASSAGES_PER_ENTRY - 1}"


def _values(document: PassageDocument) -> list:
    streams = (document.title, document.heading, document.body)
    return [document.passage_id, *(getattr(item, name) for item in streams for name in STREAMS), CONSTANT_COLUMN]
