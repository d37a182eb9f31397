"""Whose certificate is believed, by a terminal of central, by central of a mail server. Knows TLS and nothing above it."""

import ssl

from kiosk.errors import ConfigError


def trusting(ca_pem: str) -> ssl.SSLContext:
    """Only the pinned authorities (PEM, one after the other: the present one and the next), the system's when there are
    none; names are checked, and nothing older than TLS 1.2 is spoken. Raises ConfigError.

    Not `ssl.create_default_context`: that writes the keys of every connection into the file that the environment names
    as SSLKEYLOGFILE, and its strictness differs from one Python to the next.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # asks for a certificate and checks its name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not ca_pem:
        context.load_default_certs()
        return context
    try:
        context.load_verify_locations(cadata=ca_pem)
    except (ssl.SSLError, ValueError) as error:
        raise ConfigError(
            f"The certificate authority to believe cannot be read ({error}). Enrol this terminal again."
        ) from error
    return context


def believing_anybody() -> ssl.SSLContext:
    """No certificate and no name is checked. Nothing that comes over such a line may be believed, and nothing secret sent:
    only what is compared with something better (`sync.enrolling`)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
