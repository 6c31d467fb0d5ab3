"""A whole build: assembling an edition, writing its files, running the generator, watching for changes."""
