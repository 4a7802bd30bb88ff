#!/bin/sh
# Prints the Python to make .venv with: the distribution's, which is compiled with profiles of running programs (PGO), where it
# is fit; one that is not, such as pyenv builds by default, takes a quarter more time for everything.
distribution=${1:-/usr/bin/python3}
is_fit='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
if "$distribution" -c "$is_fit" 2>/dev/null; then echo "$distribution"; else echo python3; fi
