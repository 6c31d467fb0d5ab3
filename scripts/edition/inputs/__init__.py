"""Reading and checking what people write: texts, registries, configuration, address books."""
