"""Wagtail's search backends, with our engine for passages and the faults of the stock ones mended for everything else."""
