"""Text analysis for Dutch and English, the same for every engine; independent of Django.

A text becomes three token streams (exact, stem, parts of compounds), which engines store and count.
"""

from search.analysis.comparison import Comparison, compare_texts
from search.analysis.compounds import split_compound
from search.analysis.familiarity import is_rare_word
from search.analysis.folding import fold
from search.analysis.lemmas import table_digest
from search.analysis.lexicon import digest
from search.analysis.spellcheck import Corrector
from search.analysis.synonyms import (
    Expansion,
    SynonymGroup,
    default_groups,
    expand,
    read_groups,
    synonym_keys,
    with_defaults,
)
from search.analysis.tokens import (
    LANGUAGES,
    CompoundExceptions,
    Streams,
    Token,
    analyse,
    find_words,
    is_light,
    is_query_stop,
    make_streams,
    query_words,
)

CODE_VERSION = 3  # increment when the same text is analysed differently
ANALYSIS_VERSION = f"{CODE_VERSION}-{digest()}-{table_digest()}"

__all__ = [
    "ANALYSIS_VERSION",
    "LANGUAGES",
    "Comparison",
    "CompoundExceptions",
    "Corrector",
    "Expansion",
    "Streams",
    "SynonymGroup",
    "Token",
    "analyse",
    "compare_texts",
    "default_groups",
    "expand",
    "find_words",
    "fold",
    "is_light",
    "is_query_stop",
    "is_rare_word",
    "make_streams",
    "query_words",
    "read_groups",
    "split_compound",
    "synonym_keys",
    "with_defaults",
]
