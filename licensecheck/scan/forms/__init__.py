"""Kinds of files: one module each.

A form is a module that has `FILES` (globs on the name of a file) and `read(source)`, which adds
what it finds to the source. It is found by being there; the first by `ORDER`, then by name, reads.
"""
