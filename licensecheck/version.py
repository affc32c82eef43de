"""The version of the package; a module of its own, since every layer may say it."""

__version__ = "0.1.0"
