"""Finds in the output of pip and uv why an installation failed, for a line of its own. Runs on any Python 3."""

import re

# (what the output holds, what it means, what to do), the most certain first.
CAUSES = [
    (
        r"No space left on device|os error 28|ENOSPC|Disk quota exceeded|os error 122|database or disk is full",
        "the disk is full", "make room and run it again",
    ),
    (
        r"hash(?:es)? (?:do(?:es)? not|mismatch)|HASHES DO NOT MATCH|THESE PACKAGES DO NOT MATCH",
        "a package is not the one of the lock file (its hash differs)", "ask who changes packages on this network",
    ),
    (
        r"UnknownIssuer|CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate|self[- ]signed certificate"
        r"|unable to get local issuer|SSLCertVerificationError|certificate has expired|BadSignature|NotValidForName|CaUsedAsEndEntity",
        "the certificate of the package index is not trusted, as behind a proxy that opens TLS",
        "add the proxy's certificate to the system's, or name its file: SSL_CERT_FILE=/path/proxy.pem make run",
    ),
    (
        r"407 Proxy|Proxy Authentication Required|proxy authorization required|Tunnel connection failed: 407",
        "the proxy asks for a login", "put it into HTTPS_PROXY=http://name:password@host:port",
    ),
    (
        r"ProxyError|Cannot connect to proxy|Tunnel connection failed|proxy.{0,40}(?:refused|unreachable)|tunnel error|unsuccessful tunnel",
        "the proxy refuses the connection", "check HTTPS_PROXY and NO_PROXY",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|failed to lookup address|dns error|getaddrinfo failed"
        r"|nodename nor servname|NameResolutionError|Network is unreachable|No route to host|os error 101|os error 113",
        "the package index is not found: there is no network, or no name service", "check the network, then run it again",
    ),
    (
        r"Connection refused|Connection reset|ConnectionResetError|timed out|ReadTimeout|ConnectTimeout|operation timed out"
        r"|error sending request|tcp connect error|IncompleteRead|ConnectionError",
        "the package index does not answer", "check the network or the proxy, then run it again",
    ),
    (
        r"Permission denied|os error 13|Read-only file system|os error 30",
        "a folder may not be written", "check who owns .venv and the cache of uv",
    ),
    (
        r"Requires-Python|requires a different Python|requires-python|current Python version .{0,80}does not satisfy"
        r"|no wheels? with a matching Python (?:ABI|version|implementation) tag|No compatible wheel|ensurepip is not available",
        "this Python does not fit, or is not whole", "use 3.11, 3.12 or 3.13 with its venv (make run PYTHON=python3.11)",
    ),
    (
        r"(?:HTTP|status).{0,20}\b(?:401|403)\b|401 Unauthorized|403 Forbidden|401 Error|403 Client Error",
        "the package index refuses access", "check the address of the index and its login",
    ),
    (
        r"No matching distribution found|was not found in the package registry|Because .{0,80} was not found|404 Not Found",
        "the package index does not have a package of the lock file", "check which index pip and uv are set to",
    ),
]  # fmt: skip


def find_cause(output):
    """Return "what it means: what to do" for the output of a failed installation; "" when it says nothing known."""
    for pattern, meaning, advice in CAUSES:
        if re.search(pattern, output, re.IGNORECASE | re.DOTALL):
            return "{}; {}".format(meaning, advice)
    return ""
