"""Where the files of a project name models: code, configuration, commands, bills of materials."""

from licensecheck.scan.find import Found, Reference, find

__all__ = ["Found", "Reference", "find"]
