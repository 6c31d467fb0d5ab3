"""Shared by the tests: editions to build, strategies, a browser and other programs."""
