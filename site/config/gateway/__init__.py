"""The gateway between the HTTP server (granian, RSGI) and Django (WSGI).

One event loop takes requests and sends ready pages; what costs runs in a few threads. A thread gets a request when its body has
arrived, and is free again when the answer is made: who sends slowly or reads slowly holds no thread. Files are sent by the server
itself. `application` calls `scopes`, `bodies`, `calls` and `replies`, in this order.
"""
