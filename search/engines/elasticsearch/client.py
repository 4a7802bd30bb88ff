"""The Elasticsearch client: address, credentials, certificate, and a time limit for every call."""

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
    """Return client options for an address such as `https://name:password@host:9200/path`.

    An API key takes precedence over a name and password in the address. `ca` is the file with the CA certificate of
    the server; without it the system's certificates are used.
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
    """One client per process, and calls with a hard time limit."""

    def __init__(self, options: Mapping[str, Any]):
        self._options = dict(options)
        self._client: Elasticsearch | None = None
        self._process = 0

    @property
    def client(self) -> Elasticsearch:
        """The client of this process; after a fork a new one, so that no sockets are shared with the parent."""
        if self._client is None or self._process != os.getpid():
            # Retries are up to the caller: none for readers, later for the worker.
            self._client = Elasticsearch(**self._options, max_retries=0, retry_on_status=())
            self._process = os.getpid()
        return self._client

    def call(self, function: Callable[[Elasticsearch], Any], seconds: float) -> Any:
        """Return `function(client)`; raise EngineUnavailableError if it fails or takes longer than `seconds`.

        The client's own timeout restarts at each byte and does not cover DNS, so the call runs in a thread that is
        waited for with a timeout; the thread ends when its socket times out.
        """
        client = self.client.options(request_timeout=seconds)
        results: SimpleQueue = SimpleQueue()
        threading.Thread(target=_run, args=(function, client, results), daemon=True).start()
        try:
            worked, result = results.get(timeout=seconds)
        except Empty:
            raise EngineUnavailableError(f"no whole answer within {seconds:g} s") from None
        if worked:
            return result
        raise translate_error(result) from result


def _run(function: Callable, client: Elasticsearch, results: SimpleQueue) -> None:
    try:
        results.put((True, function(client)))
    except Exception as error:
        results.put((False, error))


def translate_error(error: Exception) -> Exception:
    """Return EngineUnavailableError for errors of the server or the transport; other errors unchanged."""
    if isinstance(error, ApiError):
        return EngineUnavailableError(f"answered {error.status_code} {error.message}")
    if isinstance(error, (TransportError, SerializationError, OSError)):
        return EngineUnavailableError(type(error).__name__)
    return error
