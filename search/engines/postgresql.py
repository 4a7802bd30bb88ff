"""The PostgreSQL engine: postings in plain SQL without extensions, with the same BM25 as FTS5's bm25().

Tables per language: `search_posting` (term, passage, frequency weighted by field), `search_streams` (streams for the
ranking) and `search_total` (one row: passages and tokens). A stored term is a prefix for its stream, and the token.
"""

import math
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from search.analysis import LANGUAGES, Streams
from search.engines.base import FIELDS, K1, PASSAGES_PER_ENTRY, STREAMS, WEIGHTS, B, Candidate, PassageDocument
from search.engines.database import DatabaseEngine, translate_errors
from search.query.parsed_query import Term

STREAM_PREFIXES = {"exact": "=", "stem": "~", "parts": "~"}
MAX_TOKEN_LENGTH = 200  # characters; B-tree entries are limited in size
MIN_IDF = 1e-6  # of a term in more than half of the passages, as in FTS5


def posting_term(term: Term) -> str:
    """Return a term as stored in the postings."""
    return STREAM_PREFIXES[term.stream] + term.token[:MAX_TOKEN_LENGTH]


def table_names(language: str, suffix: str = "") -> tuple[str, str, str]:
    """Return the table names of a language: postings, streams, total."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    return f"search_posting_{code}{suffix}", f"search_streams_{code}{suffix}", f"search_total_{code}{suffix}"


def count_terms(document: PassageDocument) -> tuple[dict[str, float], int]:
    """Return {term: weighted frequency}, and the number of tokens plus one (for the extra column of FTS5's table)."""
    frequencies: dict[str, float] = {}
    size = 1
    for field in FIELDS:
        for stream in STREAMS:
            tokens = getattr(getattr(document, field), stream).split()
            size += len(tokens)
            for token in tokens:
                name = STREAM_PREFIXES[stream] + token[:MAX_TOKEN_LENGTH]
                frequencies[name] = frequencies.get(name, 0.0) + WEIGHTS[field][stream]
    return frequencies, size


class PostgreSQLIndex:
    """The index of one language."""

    def __init__(self, language: str):
        self.postings, self.streams, self.total = table_names(language)
        self._total: tuple[int, int] | None = None

    def _select(self, sql: str, *parameters) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def _totals(self) -> tuple[int, int]:
        if self._total is None:
            self._total = self._select(f"SELECT passages, tokens FROM {self.total}")[0]
        return self._total

    def size(self) -> int:
        """Return the number of passages."""
        return self._totals()[0]

    def _one_of(self, terms: Sequence[Term]) -> tuple[str, list]:
        """Return SQL for the passages with one of the terms, and its parameters."""
        single = [posting_term(term) for term in terms if not term.is_phrase]
        parts, parameters = [], []
        if single:
            parts.append(f"SELECT passage FROM {self.postings} WHERE term = ANY(%s)")
            parameters.append(single)
        for term in terms:
            if term.is_phrase:
                sql, values = self._in_a_row(term)
                parts.append(sql)
                parameters += values
        return "(" + " UNION ".join(f"({part})" for part in parts) + ")", parameters

    def _in_a_row(self, term: Term) -> tuple[str, list]:
        """Return SQL for the passages with tokens that follow each other in one field, and its parameters."""
        names = sorted({posting_term(Term(term.stream, token)) for token in term.token.split()})
        columns = [at + 1 for at in range(len(FIELDS) * len(STREAMS)) if STREAMS[at % len(STREAMS)] == term.stream]
        fields = " OR ".join(f"position(%s IN ' ' || streams[{column}] || ' ') > 0" for column in columns)
        sql = (
            f"SELECT passage FROM {self.streams} WHERE ({fields}) AND passage IN (SELECT passage FROM {self.postings} "
            "WHERE term = ANY(%s) GROUP BY passage HAVING count(*) = %s)"
        )
        return sql, [*[f" {term.token} "] * len(columns), names, len(names)]

    def find_each(self, sets: Sequence[Sequence[Term]]) -> list[list[int]]:
        """Return for each set the ids of passages with one of its terms."""
        rows = self._select_each("array_agg(DISTINCT passage)", sets)
        return [rows.get(at) or [] for at in range(len(sets))]

    def count_each(self, sets: Sequence[Sequence[Term]]) -> list[int]:
        """Return for each set the number of passages with one of its terms."""
        rows = self._select_each("ARRAY[count(DISTINCT passage)]", sets)
        return [rows[at][0] if at in rows else 0 for at in range(len(sets))]

    def has_each(self, sets: Sequence[Sequence[Term]]) -> list[bool]:
        """Return for each set whether any passage has one of its terms."""
        return [count > 0 for count in self.count_each(sets)]

    def _select_each(self, column: str, sets: Sequence[Sequence[Term]]) -> dict[int, list[int]]:
        """Return {number of the set: column over its passages}; one statement, which reads the totals too."""
        parts, parameters = [f"SELECT -1, ARRAY[passages, tokens] FROM {self.total}"], []
        for at, terms in enumerate(sets):
            sql, values = self._one_of(terms)
            parts.append(f"SELECT {at}, {column} FROM {sql} AS found_{at}")
            parameters += values
        rows = dict(self._select(" UNION ALL ".join(parts), *parameters))
        passages, tokens = rows.pop(-1)
        self._total = int(passages), int(tokens)
        return rows

    def score(
        self, terms: Sequence[Term], passages: Collection[int] | None = None, among: int | None = None
    ) -> dict[int, float]:
        """Return BM25 over all terms, as FTS5 computes it."""
        names = list(dict.fromkeys(posting_term(term) for term in terms))
        frequencies = dict(
            self._select(f"SELECT term, count(*) FROM {self.postings} WHERE term = ANY(%s) GROUP BY term", names)
        )
        if not frequencies:
            return {}
        number, tokens = self._totals()
        weights = {
            name: max(0.0, math.log((number - hits + 0.5) / (hits + 0.5))) or MIN_IDF
            for name, hits in frequencies.items()
        }
        sql = f"""
            SELECT posting.passage, sum(word.weight * posting.frequency * {K1 + 1} / (posting.frequency
                + {K1} * ({1 - B} + {B} * posting.size / %s::float8)) ORDER BY word.place)
            FROM unnest(%s::text[], %s::float8[]) WITH ORDINALITY AS word(term, weight, place)
            JOIN {self.postings} AS posting USING (term)
            {"" if passages is None else "WHERE posting.passage = ANY(%s::bigint[])"} GROUP BY posting.passage
        """
        mean = tokens / number if number else 1.0
        listed = [] if passages is None else [list(passages)]
        rows = self._select(sql, mean, list(weights), list(weights.values()), *listed)
        return {passage: round(score, 9) for passage, score in sorted(rows)}

    def load(self, scored: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Return the candidates of (passage id, score) pairs with their streams."""
        sql = f"SELECT passage, streams FROM {self.streams} WHERE passage = ANY(%s::bigint[])"
        rows = dict(self._select(sql, [pk for pk, _ in scored]))
        return [
            Candidate(pk, score, *(Streams(*rows[pk][at : at + 3]) for at in (0, 3, 6)))
            for pk, score in scored
            if pk in rows
        ]


class PostgreSQLEngine(DatabaseEngine):
    """Engine with postings in ordinary tables."""

    name = "postgresql"

    def open(self, language: str) -> PostgreSQLIndex:
        """Return the index of one language."""
        return PostgreSQLIndex(language)

    def _run(self, sql: str, *parameters) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def create_tables(self, suffix: str = "") -> None:
        """Create missing tables; those of a rebuild get their primary keys in `optimize`."""
        for language in LANGUAGES:
            postings, streams, total = table_names(language, suffix)
            if self._run("SELECT to_regclass(%s)", total)[0][0] is not None:
                continue
            self._run(
                f'CREATE TABLE {postings} (term text COLLATE "C" NOT NULL, passage bigint NOT NULL, '
                "frequency float8 NOT NULL, size integer NOT NULL)"
            )
            self._run(
                f"CREATE TABLE {streams} (passage bigint NOT NULL, size integer NOT NULL, streams text[] NOT NULL)"
            )
            self._run(f"CREATE TABLE {total} (passages bigint NOT NULL, tokens bigint NOT NULL)")
            self._run(f"INSERT INTO {total} VALUES (0, 0)")
        if not suffix:
            self.optimize(suffix)

    def optimize(self, suffix: str) -> None:
        """Add missing primary keys and run ANALYZE."""
        for language in LANGUAGES:
            postings, streams, _total = table_names(language, suffix)
            for table, columns in ((postings, "term, passage"), (streams, "passage")):
                sql = "SELECT 1 FROM pg_index WHERE indrelid = to_regclass(%s) AND indisprimary"
                if not self._run(sql, table):
                    self._run(f"ALTER TABLE {table} ADD PRIMARY KEY ({columns})")
                self._run(f"ANALYZE {table}")

    def drop(self, suffix: str = "") -> None:
        """Drop the tables with this suffix."""
        for language in LANGUAGES:
            self._run(f"DROP TABLE IF EXISTS {', '.join(table_names(language, suffix))}")

    def lock(self) -> None:
        """Block writers until the end of the transaction; readers are not blocked."""
        self._run("LOCK TABLE search_indexedentry IN EXCLUSIVE MODE")

    def insert(self, documents: Sequence[PassageDocument], suffix: str = "") -> None:
        """Insert documents with COPY."""
        for language in LANGUAGES:
            own = [(document, *count_terms(document)) for document in documents if document.language == language]
            if own:
                self._copy_in(own, *table_names(language, suffix))

    def _copy_in(
        self, counted: Sequence[tuple[PassageDocument, dict[str, float], int]], postings: str, streams: str, total: str
    ):
        with connection.cursor() as cursor:
            with cursor.copy(f"COPY {postings} (term, passage, frequency, size) FROM STDIN") as copy:
                for document, frequencies, size in counted:
                    for term, frequency in frequencies.items():
                        copy.write_row((term, document.passage_id, frequency, size))
            with cursor.copy(f"COPY {streams} (passage, size, streams) FROM STDIN") as copy:
                for document, _frequencies, size in counted:
                    values = [getattr(getattr(document, field), stream) for field in FIELDS for stream in STREAMS]
                    copy.write_row((document.passage_id, size, values))
        tokens = sum(size for _document, _frequencies, size in counted)
        self._run(f"UPDATE {total} SET passages = passages + %s, tokens = tokens + %s", len(counted), tokens)

    def delete(self, entry_ids: Sequence[int], suffix: str = "") -> None:
        """Delete the passages of entries; their terms are derived from the stored streams."""
        for language in LANGUAGES:
            for entry in entry_ids:
                self._delete_entry(entry, language, *table_names(language, suffix))

    def _delete_entry(self, entry: int, language: str, postings: str, streams: str, total: str) -> None:
        first, last = _find_range(entry)
        deleted = self._run(
            f"DELETE FROM {streams} WHERE passage BETWEEN %s AND %s RETURNING passage, size, streams", first, last
        )
        if deleted:
            terms = {
                term for pk, _size, values in deleted for term in count_terms(_make_document(pk, language, values))[0]
            }
            sql = f"DELETE FROM {postings} WHERE term = ANY(%s) AND passage BETWEEN %s AND %s"
            self._run(sql, sorted(terms), first, last)
            tokens = sum(size for _pk, size, _values in deleted)
            self._run(f"UPDATE {total} SET passages = passages - %s, tokens = tokens - %s", len(deleted), tokens)

    def copy(self, entry_ids: Sequence[int], suffix: str) -> None:
        """Copy the passages of entries from the live tables to those with `suffix`."""
        for language in LANGUAGES:
            _postings, streams, _total = table_names(language)
            for entry in entry_ids:
                sql = f"SELECT passage, streams FROM {streams} WHERE passage BETWEEN %s AND %s"
                rows = self._run(sql, *_find_range(entry))
                self.insert([_make_document(pk, language, values) for pk, values in rows], suffix)

    def swap(self, suffix: str, old: str) -> None:
        """Rename the live tables to suffix `old`, and those with `suffix` to the live names."""
        for language in LANGUAGES:
            for used, new, past in zip(*(table_names(language, end) for end in ("", suffix, old)), strict=True):
                self._run(f"ALTER TABLE IF EXISTS {used} RENAME TO {past}")
                self._run(f"ALTER TABLE {new} RENAME TO {used}")

    def vocabulary(self, language: str) -> Iterable[tuple[str, int]]:
        """Return the exact tokens with their number of passages."""
        postings = table_names(language)[0]
        with translate_errors():
            return self._run(
                f"SELECT substr(term, 2), count(*) FROM {postings} WHERE term >= '=' AND term < '>' GROUP BY 1"
            )


def _make_document(passage_id: int, language: str, values: Sequence[str]) -> PassageDocument:
    return PassageDocument(passage_id, language, *(Streams(*values[at : at + 3]) for at in (0, 3, 6)))


def _find_range(entry: int) -> tuple[int, int]:
    """Return the first and the last id that passages of an entry may have."""
    return entry * PASSAGES_PER_ENTRY, (entry + 1) * PASSAGES_PER_ENTRY - 1
