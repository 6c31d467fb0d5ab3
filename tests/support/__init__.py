"""What the tests share: editions to build, texts for properties, a way to look at pages."""
