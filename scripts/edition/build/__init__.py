"""A build from beginning to end: reading, writing, the generator, watching."""
