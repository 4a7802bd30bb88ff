"""Command line of `make run`, `dev`, `setup`, `install-dev` and `reset`. Errors are one line; details in var/log/run.log."""

import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from install import PYTHON, install
from preflight import (
    ROOT,
    SetupError,
    check_disk,
    check_port,
    check_python,
    check_room,
    explain,
    find_var,
    read_env,
    say,
)


def step(text, begin):
    """Print a finished step with its duration."""
    say("  {:<34}{:5.1f} s".format(text, time.time() - begin))


def prepare(var, log, port, settings, values):
    """Install packages, create the secret key and run `prepare.py`; return the environment variables."""
    warning = check_room(var, values)
    if warning:
        say("stadskennis: {}.".format(warning))
    begin = time.time()
    if install("production", log):
        step("packages installed", begin)
    from serve import environment, prepare_site

    key = os.path.join(var, "secret-key")
    if not os.path.exists(key):
        import secrets

        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    variables = environment(var, port, settings)
    os.umask(0o077)  # what the site makes from here on is its own user's only
    begin = time.time()
    prepare_site(variables, log)
    step("database, content, statics", begin)
    return variables


def main(arguments):
    """Run one command; return the exit code."""
    command = arguments[0] if arguments else "run"
    port_text = arguments[arguments.index("--port") + 1] if "--port" in arguments else "8000"
    check_python()
    values = read_env()
    var = find_var(values)
    log = os.path.join(var, "log", "run.log")
    if command == "install-dev":
        check_disk(ROOT)
        begin = time.time()
        if install("dev", log):
            step("packages for tests installed", begin)
        return 0
    if command == "reset":
        return reset(var)
    port = check_port(port_text) if command in ("run", "dev") else 8000
    settings = "config.settings.dev" if command == "dev" else "config.settings.production"
    variables = prepare(var, log, port, settings, values)
    if command == "setup":
        say("Ready. Start with: make run")
        return 0
    from serve import Supervisor

    return Supervisor(PYTHON, variables, var, port, reload=command == "dev").run()


def reset(var):
    """Delete the data folder after confirmation; return the exit code."""
    try:
        answer = input("Remove everything in {}? Type yes: ".format(var))
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("yes", "ja"):
        print("Nothing removed.")
        return 1
    shutil.rmtree(var)
    print("Removed.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as problem:
        print("stadskennis: {}".format(problem), file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        print("stadskennis: {}".format(explain(error, error.filename or "disk")), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
