"""The certificate that a server shows, for whoever wants to know until when it is good. Sends nothing but the greeting."""

import socket
import ssl
from urllib.parse import urlsplit

from kiosk.errors import ConfigError, Fault
from sync.authority import believing_anybody, trusting

_OPERATION = "look at the server's certificate"
_NOT_YET, _EXPIRED = 9, 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""


def server_certificate(url: str, ca_pem: str, timeout_s: float) -> bytes:
    """DER. Of a server that is believed; and of one that would be but for its dates, since these are what is asked. Raises
    Fault: it cannot be reached, or it is somebody else's."""
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or 443
        try:
            return _shown(host, port, trusting(ca_pem), timeout_s)
        except ssl.SSLCertVerificationError as error:
            if error.verify_code not in (_NOT_YET, _EXPIRED):
                raise
            return _shown(host, port, believing_anybody(), timeout_s)
    except (OSError, ValueError, ConfigError) as error:  # ssl's errors are OSErrors
        raise Fault(_OPERATION, f"Check that {parts.netloc} is reached and is this launch's server", error) from error


def _shown(host: str, port: int, context: ssl.SSLContext, timeout_s: float) -> bytes:
    with (
        socket.create_connection((host, port), timeout_s) as line,
        context.wrap_socket(line, server_hostname=host) as secure,
    ):
        shown = secure.getpeercert(binary_form=True)
    if not shown:
        raise ValueError("it shows none")
    return shown
