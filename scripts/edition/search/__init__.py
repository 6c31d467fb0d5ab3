"""What can be searched, and the index that a browser reads."""
