"""Tools for editors: proposals for the registries and the manifest."""
