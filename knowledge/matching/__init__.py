"""Which offers fit a question from the city, and why; decides nothing: people propose and both sides answer.

`score` and `find_best` are pure: they work on `Card`s. `candidates` reads the cards of the site. See docs/decisions/0073.
"""
