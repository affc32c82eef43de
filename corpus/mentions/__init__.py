"""Labelled names and words of terms, and the reader that learns from them."""
