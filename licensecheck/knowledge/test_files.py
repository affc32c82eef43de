"""Which files of a project are tests: rules/tests.yaml."""

from functools import cached_property

from pathspec import GitIgnoreSpec
from pydantic import Field

from licensecheck.knowledge.readers import reader
from licensecheck.knowledge.schema import Strict


class TestFiles(Strict):
    """Patterns of paths, with examples that fit one and others that fit none."""

    __test__ = False  # no tests for pytest

    patterns: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = Field(min_length=1)

    def has(self, path: str) -> bool:
        """True for the path of a test, from the folder of the project."""
        return self._spec.match_file(path)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return GitIgnoreSpec.from_lines(self.patterns)


load_test_files = reader("tests.yaml", TestFiles)
