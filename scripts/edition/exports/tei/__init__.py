"""Essays as documents of the Text Encoding Initiative."""
