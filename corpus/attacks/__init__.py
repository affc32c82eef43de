"""Attempts to hide a restriction from an audit, and honest folders of the same shapes."""
