"""Background work that a room wants done whenever a worker starts."""

_TASKS: list = []


def register(task) -> None:
    """Queue `task` at each start of a worker; it must be quick when there is nothing to mend."""
    _TASKS.append(task)


def on_start() -> list:
    """Return the registered tasks."""
    return list(_TASKS)
