"""How Elasticsearch is reached: address, login, certificate, and answers that come in time or not at all."""

import os
import threading
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import unquote, urlsplit

from elastic_transport import SerializationError, TransportError
from elasticsearch import ApiError, Elasticsearch

from search.engines.base import EngineUnavailableError


def make_options(url: str, ca: str = "", api_key: str = "") -> dict[str, Any]:
    """Return the client's options for an address such as `https://name:password@host:9200/path`.

    An API key goes before a name and password in the address. `ca` is the file of the authority that signed the
    server's certificate; without it the system's authorities count.
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = parts.port or (443 if parts.scheme == "https" else 9200)
    options: dict[str, Any] = {"hosts": [f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"]}
    if api_key:
        options["api_key"] = api_key
    elif parts.username:
        options["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
    if ca and parts.scheme == "https":
        options["ca_certs"] = ca
    return options


class Connection:
    """A client for each process, and calls that end within a time whatever the other side does."""

    def __init__(self, options: Mapping[str, Any]):
        self._options = dict(options)
        self._client: Elasticsearch | None = None
        self._process = 0

    @property
    def client(self) -> Elasticsearch:
        """The client. A server that forks must not share the sockets of its parent."""
        if self._client is None or self._process != os.getpid():
            # Whoever calls decides about trying again: a reader not at all, the worker later.
            self._client = Elasticsearch(**self._options, max_retries=0, retry_on_status=())
            self._process = os.getpid()
        return self._client

    def call(self, function: Callable[[Elasticsearch], Any], seconds: float) -> Any:
        """Return `function(client)`; raise EngineDown when it fails or takes longer.

        The client's own time-out counts from byte to byte and does not cover the look-up of a name, so a thread
        is waited for instead; it ends by itself with its socket.
        """
        client = self.client.options(request_timeout=seconds)
        answers: SimpleQueue = SimpleQueue()
        threading.Thread(target=_run, args=(function, client, answers), daemon=True).start()
        try:
            worked, answer = answers.get(timeout=seconds)
        except Empty:
            raise EngineUnavailableError(f"no whole answer within {seconds:g} s") from None
        if worked:
            return answer
        raise translate_error(answer) from answer


def _run(function: Callable, client: Elasticsearch, answers: SimpleQueue) -> None:
    try:
        answers.put((True, function(client)))
    except Exception as error:
        answers.put((False, error))


def translate_error(error: Exception) -> Exception:
    """Return EngineDown for whatever the engine or the way to it did wrong; an error of ours stays what it is."""
    if isinstance(error, ApiError):
        return EngineUnavailableError(f"answered {error.status_code} {error.message}")
    if isinstance(error, (TransportError, SerializationError, OSError)):
        return EngineUnavailableError(type(error).__name__)
    return error
