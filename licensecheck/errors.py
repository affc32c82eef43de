"""Errors, by what the caller would do next.

LicensecheckError
├── UsageError            the request makes no sense: correct the command           exit 2
│   ├── RefError          not a model reference we understand
│   ├── RuleFileError     a rule, facts or policy file is wrong: file, line, expectation
│   └── SettingsError     an option, environment variable or configuration file is wrong
└── CollectError          nothing of the model could be read                        exit 3
    ├── NotFoundError     the hub answered: there is no such model, revision or path
    ├── AccessError       it is there, but not for this (or no) token
    └── UnavailableError  the hub could not be asked, or answered nonsense: try again, or --offline

A part that could not be read is no error but a `domain.Problem` in the report.
"""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """How a command ends; `meaning` says what that tells whoever ran it, as Markdown."""

    meaning: str

    PASS = 0, "the command did what it was asked to, and `check` lets every model pass"
    STOPPED = (
        1,
        "`check`, `batch`: a model is stopped, or a duty is missing that `--duties` looks for; "
        "`publish`: the release lacks something; `diff`, `watch`, `batch --against`: something got "
        "worse; `doctor`: something is missing",
    )
    USAGE = 2, "the command, the settings, the policy or a rule file is wrong: the message says how"
    NOT_READ = (
        3,
        "`check`: nothing is stopped, but something that had to be read was not: a model, a file "
        "that may name one, a line of a list, or a folder in which nothing can be searched; "
        "`publish`: nothing is missing, but a base or a file that decides was not read; "
        "`list`: a file that may name a model was not read; other commands: nothing could be read",
    )
    INTERNAL = 4, "a defect of licensecheck: please report it"

    def __new__(cls, code: int, meaning: str) -> Self:
        """One member, from what is written for it above."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class LicensecheckError(Exception):
    """Root of all our errors; `str()` is a sentence for the user, `remedy` what to do."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


class UsageError(LicensecheckError):
    """The request, the configuration or a rule file must be corrected."""

    exit_code = ExitCode.USAGE


class RefError(UsageError):
    """The text is no model reference."""


class RuleFileError(UsageError):
    """A YAML file of rules, facts, criteria or policy is wrong.

    The message begins with `FILE:LINE:` (line 1-based, 0 where YAML gives none).
    """

    def __init__(self, file: str, line: int, message: str, *, remedy: str = "") -> None:
        super().__init__(f"{file}:{line}: {message}", remedy=remedy)
        self.file = file
        self.line = line


class SettingsError(UsageError):
    """An option, environment variable or configuration file is wrong."""


class CollectError(LicensecheckError):
    """Nothing of the model could be read."""

    exit_code = ExitCode.NOT_READ


class NotFoundError(CollectError):
    """There is no such model, revision or path."""


class AccessError(CollectError):
    """The model is there but may not be read with the token given (or without one)."""


class UnavailableError(CollectError):
    """The hub could not be asked, or what it answered could not be used."""
