"""What is added as one module: a hub, a format, a reference form; and an open-washing rule."""

import json

import pytest

from tests.plugins.conftest import Installation

HUB = '''
    """A zoo, whose animals are all alike."""

    from licensecheck.errors import RefError
    from licensecheck.hubs.about import About
    from licensecheck.hubs.assemble import snapshot, when
    from licensecheck.hubs.decode import read_document
    from licensecheck.hubs.wanted import Wanted
    from licensecheck.domain import DocumentKind, FileEntry, ModelRef

    PREFIXES = ("zoo:", "zoo://")
    ABOUT = About(
        example="zoo:keeper/animal",
        page="https://zoo.example/{name}",
        files="https://zoo.example/{name}/files/{revision}/",
        purl="zoo",
        addresses=("zoo://*",),
        aliases=lambda ref: [ref.name],
        of_models=True,
    )


    def parse(address, revision):
        if address.count("/") != 1:
            raise RefError(f"{address!r} is no animal.", remedy="Write zoo:keeper/animal.")
        return ModelRef("zoo", address, revision)


    def collect(ref, options):
        card = b"---\\nlicense: mit\\n---\\n# An animal\\n"
        document, _ = read_document(Wanted("README.md", DocumentKind.CARD, None), card)
        return snapshot(
            ref,
            revision="0123456789abcdef0123456789abcdef01234567",
            **when(None),
            documents=[document],
            files=[FileEntry("README.md", 40), FileEntry("model.safetensors", 1_000_000)],
            problems=[],
        )
'''
COMMIT = "0123456789abcdef0123456789abcdef01234567"


class TestHub:
    @pytest.fixture
    def zoo(self, installation: Installation) -> Installation:
        installation.add("licensecheck/hubs/zoo.py", HUB)
        return installation

    def test_it_is_audited_and_its_pages_and_package_urls_are_known(
        self, zoo: Installation
    ) -> None:
        files = ("--also", "cyclonedx=leo.cdx.json", "--also", "sarif=leo.sarif")
        report = json.loads(zoo.run("audit", "zoo:lions/leo", "--format", "json", *files))
        assert report["ref"] == "zoo:lions/leo"
        assert [one["expression"] for one in report["declared"]] == ["MIT"]
        bill = (zoo.work / "leo.cdx.json").read_text()
        assert f"pkg:zoo/lions/leo@{COMMIT}" in bill
        assert "https://zoo.example/lions/leo" in bill
        sarif = (zoo.work / "leo.sarif").read_text()
        assert f"https://zoo.example/lions/leo/files/{COMMIT}/" in sarif

    def test_it_is_found_in_code_and_a_policy_may_call_it_by_its_alias(
        self, zoo: Installation
    ) -> None:
        zoo.write("config.yaml", "model: zoo://lions/leo\n")
        assert "zoo:lions/leo" in zoo.run("check", "config.yaml")
        zoo.write("policy.yaml", "extends: permissive\ndeny: {models: [lions/leo]}\n")
        assert "STOP  zoo:lions/leo" in zoo.run(
            "check", "--policy", "policy.yaml", "config.yaml", code=1
        )

    def test_messages_show_how_to_write_a_reference_to_it(self, zoo: Installation) -> None:
        assert "zoo:keeper/animal" in zoo.run("audit", "nothing", code=2)
        assert "is no animal" in zoo.run("audit", "zoo:leo", code=2)


def test_a_format_is_one_file(installation: Installation) -> None:
    installation.add(
        "licensecheck/report/formats/shout.py",
        '''
        """A report for those who are hard of hearing."""


        def render(report, knowledge):
            return f"{report.level}!".upper()
        ''',
    )
    model = "Qwen/Qwen2.5-7B-Instruct"
    assert installation.run("audit", model, "--offline", "--format", "shout") == "OPEN-WEIGHTS!\n"
    assert "shout" in installation.run("audit", model, "--format", "poem", code=2)


def test_a_reference_form_is_one_file(installation: Installation) -> None:
    installation.add(
        "licensecheck/scan/forms/cages.py",
        '''
        """Lists of cages: `cage N holds MODEL`."""

        FILES = ("*.cages",)


        def read(source):
            for line, text in source.lines():
                source.add(text.rpartition(" holds ")[2], line, "cage", "huggingface")
        ''',
    )
    installation.write("north.cages", "cage 1 holds Qwen/Qwen2.5-7B-Instruct\n")
    said = installation.run("check", ".", "--offline")
    assert "north.cages:1  Qwen/Qwen2.5-7B-Instruct  (cage)" in said


WASHING = """
    rule: roars-in-capitals
    severity: low
    summary: The card shouts.
    says: the card shouts {words}
    letter: Your card shouts {words}; that would be settled by a lower voice
    why: Who shouts has something to hide.
    remedy: Read on.
    limits: Sees capitals alone.
    examples:
      washing: ["THE MOST OPEN MODEL"]
      honest: ["An open model"]
"""
DETECTOR = """

def _shouts(facts):
    yield Contradiction(Mismatch.of(words="LEO"), ())


DETECTORS = {**DETECTORS, "roars-in-capitals": _shouts}
"""


class TestOpenWashing:
    @pytest.fixture
    def model(self, installation: Installation) -> Installation:
        installation.add("rules/washing/roars-in-capitals.yaml", WASHING)
        installation.write("model/README.md", "---\nlicense: mit\n---\n# LEO\n")
        return installation

    def test_a_rule_is_one_file_and_its_detector_a_function(self, model: Installation) -> None:
        detectors = model.root / "licensecheck" / "judge" / "washing.py"
        detectors.write_text(detectors.read_text() + DETECTOR)
        report = json.loads(model.run("audit", "./model", "--format", "json"))
        said = {one["rule"]: one["message"] for one in report["findings"]}
        assert said["roars-in-capitals"] == "the card shouts LEO"
        assert "The card shouts." in model.run("explain", "roars-in-capitals")

    def test_a_rule_without_a_detector_is_said_to_have_none(self, model: Installation) -> None:
        said = model.run("audit", "./model", code=2)
        assert "roars-in-capitals.yaml:1: nothing detects this rule" in said
