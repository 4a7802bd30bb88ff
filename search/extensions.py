"""Extensions that search registers: similar entries, compound splitter, health checks, saved searches and startup tasks."""

from core.extensions import (
    CompoundSplitter,
    HealthCheck,
    compound_splitters,
    health_checks,
    rare_word_tests,
    similar_text_finders,
    start_lists,
    startup_tasks,
    text_comparers,
)
from directory.usage.sources import usage_sources
from search.analysis import compare_texts, is_rare_word, split_compound
from search.indexing.status import analysis_version, check_index
from search.query.similar import find_similar
from search.query_log.start_list import list_unanswered
from search.saved_searches.kind import SavedSearches
from search.saved_searches.tasks import daily
from search.saved_searches.usage import count_saved_searches
from search.tasks import repair_index
from subscriptions.kinds import kinds

compound_splitters.add(CompoundSplitter("nl", split_compound))
similar_text_finders.add(find_similar)
text_comparers.add(compare_texts)
health_checks.add(HealthCheck("index", check_index, vital=True), HealthCheck("analysis_version", analysis_version))
start_lists.add(list_unanswered)
usage_sources.add(count_saved_searches)
kinds.add(SavedSearches())
startup_tasks.add(repair_index, daily)
rare_word_tests.add(is_rare_word)
