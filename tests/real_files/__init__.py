"""Varied files and pasted texts with known words, one module per kind; `make realfiles` judges all of them.

A module of a kind has `make_samples(seed, count)`, `judge_samples(samples)`, which returns one sentence per fault, and COUNT, the
number of samples of the whole run. `scripts/real_files.py` runs every module that has them.
"""
