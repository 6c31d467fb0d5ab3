"""Serving a site to its editors while they work on it: rebuilding after changes, reloading pages."""
