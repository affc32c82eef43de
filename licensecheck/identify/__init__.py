"""Which known licence is this text, and what is known about it."""
