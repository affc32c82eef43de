"""A comparison speaks as people do; its JSON keeps the values of reports."""

import json

import pytest

from licensecheck.knowledge.knowledge import installed
from licensecheck.licenses import LicenseAuditor
from licensecheck.report import changes
from licensecheck.report.change_words import moment
from licensecheck.report.comparison import compare
from licensecheck.settings import Settings


def comparison(form: str) -> str:
    auditor = LicenseAuditor(Settings(device="cpu", threads=1))
    both = (auditor.known_license(name) for name in ("llama3.1", "Apache-2.0"))
    return changes.show(compare(*both, installed()), form)


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_values_and_licences_are_said_as_people_say_them(form: str) -> None:
    said = comparison(form)
    assert "Llama 3.1 Community License Agreement" in said
    assert "OSD 6" in said
    for word in ("LicenseRef-", "NOT_MET", "yes-if", "please-read"):
        assert word not in said


def test_json_keeps_the_values() -> None:
    kept = json.loads(comparison("json"))["changes"]
    assert ("osd:6", "NOT_MET", "MET") in {(o["what"], o["before"], o["after"]) for o in kept}


def test_a_time_is_told_to_the_minute_and_other_words_as_they_are() -> None:
    assert moment("2026-01-02T03:04:05.678+00:00") == "2026-01-02 03:04 UTC"
    assert moment("nothing so far") == "nothing so far"
