"""The values that all other packages use: frozen dataclasses and their derived properties."""
