"""The address at which a site is served on the editor's machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.model.errors import EditionError

_ADDRESS = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|(?P<host>[^:\[\]/\s]+)):(?P<port>[0-9]{1,9})")

MAX_PORT = 65535


@dataclass(frozen=True)
class Address:
    """A host and port to serve at. Port 0 stands for any free one."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address as a browser takes it."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


def parse_address(text: str) -> Address:
    """Return the address in `text`, such as `127.0.0.1:8000` or `[::1]:8000`.

    Raises EditionError if it is not a host and a port, or if there is no such port.
    """
    match = _ADDRESS.fullmatch(text)
    if not match:
        raise EditionError("--address", f"{text!r} is not a host and a port", todo="Write 127.0.0.1:8000")
    port = int(match["port"])
    if port > MAX_PORT:
        raise EditionError("--address", f"there is no port {port}", todo=f"Choose one up to {MAX_PORT}")
    return Address(match["ipv6"] or match["host"], port)
