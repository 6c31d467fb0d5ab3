"""The values that everything else speaks in: frozen dataclasses, and what they can tell of themselves."""
