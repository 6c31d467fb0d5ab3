"""Texts as values in YAML that editors will read."""

from __future__ import annotations

import json
import re

import yaml

_UNSAFE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def quoted(text: str) -> str:
    """Return `text` as a quoted YAML string; what YAML would refuse or fold is written as an escape."""
    plain = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def scalar(text: str) -> str:
    """Return `text` as YAML, quoted only if YAML would read it as something else, as it would `no`."""
    is_plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text) and yaml.safe_load(text) == text
    return text if is_plain and text.lower() not in ("y", "n") else quoted(text)
