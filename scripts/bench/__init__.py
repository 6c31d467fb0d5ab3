"""`make bench`: how long this program takes beside others that do the same or a part of it."""
