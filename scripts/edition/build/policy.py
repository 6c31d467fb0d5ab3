"""The Content-Security-Policy of a site's pages, for editions that ask for one."""

from __future__ import annotations

import html
from pathlib import Path

POLICY = "; ".join(
    [
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:"),
        *("connect-src 'self'", "font-src 'self'", "frame-src 'self'", "manifest-src 'self'"),
        *("base-uri 'none'", "form-action 'self'"),
    ]
)
"""What a page of the site may load: what is on the site, and pictures that stand in its stylesheets."""

_CHARSET = '<meta charset="utf-8">'
_ELEMENT = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(POLICY)}">'


def with_policy(page: str) -> str:
    """Return the HTML of a page with the policy, before anything that the page loads."""
    return page.replace(_CHARSET, _CHARSET + _ELEMENT, 1)


def add_policy(site: Path) -> None:
    """Add the policy to every page in the folder `site`."""
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        path.write_text(with_policy(page), encoding="utf-8", newline="")
