"""licensecheck: what the licence of an AI model really allows, with quotes."""

__version__ = "0.1.0"
