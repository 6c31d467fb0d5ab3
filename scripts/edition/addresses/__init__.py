"""Permanent addresses of pages, paragraphs and entities."""
