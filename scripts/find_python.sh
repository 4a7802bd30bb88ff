#!/bin/sh
# Prints the Python to make .venv with: the distribution's, which is compiled with profiles of running programs (PGO), where it
# is fit; one that is not, such as pyenv builds by default, takes a quarter more time for everything.
if /usr/bin/python3 -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
  echo /usr/bin/python3
else
  echo python3
fi
