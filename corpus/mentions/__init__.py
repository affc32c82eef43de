"""Labelled names, and the reader that learns from them."""
