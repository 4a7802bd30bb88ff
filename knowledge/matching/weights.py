"""The weights of matching, in one table; changed here, judged by tests/knowledge/matching/judgements.tsv."""

# What a reason counts for when it holds in full. Theme and words say what it is about, the others whether it can be done.
WEIGHTS = {
    "words": 4.0,  # both texts speak of the same
    "theme": 2.5,
    "place": 2.0,
    "help": 1.5,  # what is asked is what is offered
    "level": 1.0,
    "period": 1.0,
    "capacity": 0.5,
}
# Share of the weight of `place` by how the places lie; `city` is an offer or question for the whole city.
PLACES = {"same": 1.0, "within": 0.9, "near": 0.6, "city": 0.6}
NEAR = 2.0  # km between the middles of two places that are called near
ANY_LEVEL = 0.5  # share of the weight of `level` where one side takes any
FULL_WORDS = 0.25  # cosine of two texts from which `words` counts in full
MIN_WORDS = 0.05  # below this cosine, shared words are no reason
MIN_OVERLAP = 14  # days that both periods must share
MIN_SCORE = 6.0  # below this, nothing is proposed
MIN_OF_BEST = 0.5  # of the best match; what scores less tells nothing beside it
SHOWN = 5  # matches beside a card
