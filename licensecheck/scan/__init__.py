"""Where the files of a project name models: code, configuration, commands, bills of materials."""

from licensecheck.scan.find import Reference, SearchResult, find

__all__ = ["Reference", "SearchResult", "find"]
