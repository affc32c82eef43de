"""Hubs: a model reference in, a snapshot out. One file per hub."""
