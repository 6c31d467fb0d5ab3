"""Rules that a build must keep."""
