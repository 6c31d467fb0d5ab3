"""The address at which `edition serve` serves."""

from __future__ import annotations

import pytest

from edition.model.errors import EditionError
from edition.serving.address import Address, parse_address


@pytest.mark.parametrize(
    ("text", "address", "url"),
    [
        ("127.0.0.1:8000", Address("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        ("localhost:1", Address("localhost", 1), "http://localhost:1/"),
        ("[::1]:65535", Address("::1", 65535), "http://[::1]:65535/"),
    ],
)
def test_a_host_and_a_port(text: str, address: Address, url: str) -> None:
    assert parse_address(text) == address
    assert address.url == url


@pytest.mark.parametrize(
    "text", ["", "8000", "localhost", "localhost:", ":8000", "::1:8000", "http://x:1", "a:-1"]
)
def test_something_else(text: str) -> None:
    with pytest.raises(EditionError, match=r"is not a host and a port. Write 127\.0\.0\.1:8000"):
        parse_address(text)


def test_a_port_that_no_computer_has() -> None:
    with pytest.raises(EditionError, match=r"there is no port 65536\. Choose one up to 65535"):
        parse_address("127.0.0.1:65536")
