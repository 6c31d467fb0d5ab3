"""Files with mistakes in them: slips of the hand, failed merges, and what somebody hostile may write."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

VALUES = (
    *("2024-13-45", "2024-02-30", "!!int abc", "!!timestamp abc", "!!float x", "!!bool maybe", "!!binary é"),
    *("9" * 5000, "0x" + "f" * 5000, "1e999", ".nan", "-.inf", "12:30:45", "1_000", "0o17", "-1"),
    *("no", "on", "yes", "null", "~", "", "''", '"', "'", "[]", "{}", "[[]]", "{a: {b: c}}", "[1, {a: b}]"),
    *("&a [*a]", "*a", "!x y", "%x", "@x", "`x`", "| x", "> x", "- x", "? x", ": x", "#", "a: b", "a #b"),
    *("\t", "a\tb", "a\\x", '"\\ud800"', '"\\x00"', '"\\u2028"', "'\u2028'", "\ufeff", "\u200b", "é" * 300),
    *("<script>", "{{ 1 }}", "../../../etc", "/", ".", "..", "p1", "d1", "p0", "con", "a/b", "a#b"),
    *("[" * 3000, "{" * 3000, "- " * 3000, "{a: " * 100 + "1" + "}" * 100),
    *("1917-00", "1917-99-99", "[1917..1918]", "XXXX", "1917/", "-0001", "Y170000002", "1917~?%"),
)
"""Values that YAML reads otherwise than it seems, or that are nowhere allowed."""

JSON_VALUES = (
    *("null", "true", "1", "-1", "1e999", "NaN", "[]", "{}", '""', '"x"', '"\\ud800"', "[[[]]]", '{"a": []}'),
    *("9" * 5000, "[" * 3000, '["p1"]', '{"p1": "p1"}', '"../../x/"', '"p' + "9" * 5000 + '"'),
)
"""Values for a file in JSON."""

LETTERS = "\t\n\r\x00\x07\x85\u2028\ud800'\":#[]{}&*!|>%@`-,?\\ \ufeffp1é0"

Edit = Callable[[str], str]


def _at(position: int, text: str) -> int:
    return position % (len(text) + 1)


def insert(position: int, piece: str) -> Edit:
    return lambda text: text[: _at(position, text)] + piece + text[_at(position, text) :]


def delete(position: int, length: int) -> Edit:
    return lambda text: text[: _at(position, text)] + text[_at(position, text) + length :]


def set_value(number: int, value: str, quote: str = "") -> Edit:
    """Return an edit that replaces the value of one `key: value`."""

    def edit(text: str) -> str:
        lines = text.split("\n")
        numbers = [n for n, line in enumerate(lines) if ":" in line and not line.lstrip().startswith("#")]
        if not numbers:
            return text
        at = numbers[number % len(numbers)]
        key, _, rest = lines[at].partition(":")
        end = "," if quote and rest.endswith(",") else ""
        lines[at] = f"{key}: {value}{end}"
        return "\n".join(lines)

    return edit


def change_line(number: int, change: str) -> Edit:
    """Return an edit that deletes, doubles, indents, outdents or moves a line."""

    def edit(text: str) -> str:
        lines = text.split("\n")
        at = number % len(lines)
        line = lines[at]
        changed = {
            "delete": [],
            "double": [line, line],
            "indent": [f" {line}"],
            "tab": [f"\t{line}"],
            "outdent": [line[1:]],
            "misspell": [line.replace(":", "x:", 1)],
            "merge": ["<<<<<<< HEAD", line, "=======", line, ">>>>>>> other"],
        }
        lines[at : at + 1] = changed[change]
        return "\n".join(lines)

    return edit


CHANGES = ("delete", "double", "indent", "tab", "outdent", "misspell", "merge")
NUMBERS = st.integers(0, 10_000)
COMMON = (
    st.builds(insert, NUMBERS, st.text(LETTERS, min_size=1, max_size=3)),
    st.builds(delete, NUMBERS, st.integers(1, 40)),
    st.builds(change_line, NUMBERS, st.sampled_from(CHANGES)),
)


def edits(file: str) -> st.SearchStrategy[list[Edit]]:
    """Return a strategy for a few edits of a file."""
    as_json = file.endswith(".json")
    values = st.sampled_from(JSON_VALUES if as_json else VALUES)
    value = st.builds(set_value, NUMBERS, values, st.just('"' if as_json else ""))
    return st.lists(st.one_of(value, value, *COMMON), min_size=1, max_size=3)
