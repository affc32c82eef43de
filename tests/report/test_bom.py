"""Bills of materials: CycloneDX 1.6 and 1.7, SPDX 3.0.1."""

import json
import re
import subprocess
import sys
from io import BytesIO
from typing import Any

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_python_model import v3_0_1 as spdx3

from licensecheck.domain.report import AnyReport, CheckReport, Report
from licensecheck.domain.reported_model import Lineage, Node
from licensecheck.errors import UsageError
from licensecheck.knowledge.knowledge import installed
from licensecheck.report.formats import bom, cyclonedx, cyclonedx17, spdx
from licensecheck.report.summary import page
from tests.standards import SPDX, standard

from .conftest import HOSTILE, check_report, model_report, text_report


@pytest.fixture(params=[model_report, check_report])
def report(request: pytest.FixtureRequest) -> AnyReport:
    made: AnyReport = request.param()
    return made


@pytest.fixture(params=[model_report, check_report])
def hostile(request: pytest.FixtureRequest) -> AnyReport:
    made: AnyReport = request.param(HOSTILE)
    return made


def components(report: AnyReport) -> dict[str, Any]:
    return {
        one["name"]: one for one in json.loads(cyclonedx.render(report, installed()))["components"]
    }


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    """The JSON schema of SPDX 3.0.1."""
    return jsonschema.Draft202012Validator(json.loads(standard(SPDX).read_text("utf-8")))


def read_spdx(text: str) -> Any:
    objects = spdx3.SHACLObjectSet()
    spdx3.JSONLDDeserializer().read(BytesIO(text.encode()), objects)
    return objects


class TestCycloneDX:
    def test_it_is_valid(self, report: AnyReport) -> None:
        validator = JsonStrictValidator(SchemaVersion.V1_6)
        assert validator.validate_str(cyclonedx.render(report, installed())) is None

    def test_so_it_is_in_version_1_7(self, report: AnyReport) -> None:
        written = cyclonedx17.render(report, installed())
        assert json.loads(written)["specVersion"] == "1.7"
        assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(written) is None

    def test_models_that_could_not_be_read_are_in_it_and_said_to_be_incomplete(self) -> None:
        report = check_report()
        unread = {one.ref for one in report.models if one.report is None}
        written = json.loads(cyclonedx.render(report, installed()))
        named = {one["bom-ref"]: one for one in written["components"]}
        missing = written["compositions"][0]
        assert missing["aggregate"] == "incomplete"
        assert {named[ref]["name"] for ref in missing["assemblies"]} == unread != set()
        why = [one["properties"] for one in named.values() if one["name"] in unread]
        assert all(any(p["name"] == "licensecheck:not-read" for p in one) for one in why)

    def test_files_that_may_name_more_models_make_it_incomplete(self) -> None:
        report = check_report()
        read = [one for one in report.models if one.report]
        whole = report.model_copy(update={"models": tuple(read), "problems": ()})
        assert "compositions" not in json.loads(cyclonedx.render(whole, installed()))
        place = read[0].references or report.models[0].references
        found = whole.model_copy(update={"possible": place})
        written = json.loads(cyclonedx.render(found, installed()))
        assert written["compositions"] == [{"aggregate": "incomplete"}]

    def test_hostile_words_stay_valid(self, hostile: AnyReport) -> None:
        validator = JsonStrictValidator(SchemaVersion.V1_6)
        assert validator.validate_str(cyclonedx.render(hostile, installed())) is None

    def test_the_validator_looks_into_the_model_card(self) -> None:
        written = cyclonedx.render(model_report(), installed()).replace(
            '"modelParameters"', '"parameters"'
        )
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is not None

    def test_a_model_has_its_licence_its_revision_and_its_card(self) -> None:
        model = components(model_report())["huggingface:zoo/zebra"]
        assert model["type"] == "machine-learning-model"
        assert model["licenses"] == [{"acknowledgement": "concluded", "expression": "Apache-2.0"}]
        assert model["purl"].startswith("pkg:huggingface/zoo/zebra@0123456789abcdef")
        assert model["externalReferences"][0]["type"] == "model-card"
        assert {"name": "licensecheck:level", "value": "restricted-weights"} in model["properties"]
        data = components(model_report())["zoo/hay"]
        assert model["modelCard"]["modelParameters"]["datasets"] == [{"ref": data["bom-ref"]}]

    def test_what_it_was_made_from_is_a_dependency(self) -> None:
        written = json.loads(cyclonedx.render(model_report(), installed()))
        refs = {one["name"]: one["bom-ref"] for one in written["components"]}
        of = {one["ref"]: one.get("dependsOn", []) for one in written["dependencies"]}
        assert set(of[refs["huggingface:zoo/zebra"]]) == {
            refs["zoo/hay"],
            refs["zoo/horse plain words"],
        }


class TestSpdx:
    def test_it_is_valid(
        self, schema: jsonschema.Draft202012Validator, report: AnyReport, hostile: AnyReport
    ) -> None:
        schema.validate(json.loads(spdx.render(report, installed())))
        schema.validate(json.loads(spdx.render(hostile, installed())))

    @pytest.mark.parametrize("right", ["ancestorOf", "hasConcludedLicense", "ai_limitation"])
    def test_the_schema_refuses_what_is_wrong(
        self, schema: jsonschema.Draft202012Validator, right: str
    ) -> None:
        wrong = spdx.render(model_report(), installed()).replace(right, "somethingElse")
        assert not schema.is_valid(json.loads(wrong))

    def test_what_the_schema_cannot_see_holds_too(self, report: AnyReport) -> None:
        """Required properties and classes of what is pointed at, by the model in its library."""
        text = spdx.render(report, installed())
        written = BytesIO()
        spdx3.JSONLDSerializer().write(read_spdx(text), written, indent=2)
        assert json.loads(written.getvalue()) == json.loads(text)

    def test_the_model_refuses_a_licence_that_is_none(self) -> None:
        wrong = json.loads(spdx.render(model_report(), installed()))
        agent = next(one["spdxId"] for one in wrong["@graph"] if one["type"] == "SoftwareAgent")
        [document] = (one for one in wrong["@graph"] if one["type"] == "SpdxDocument")
        document["dataLicense"] = agent
        with pytest.raises(TypeError, match="AnyLicenseInfo"):
            read_spdx(json.dumps(wrong))

    def test_no_profile_is_claimed_whose_demands_are_not_met(self, report: AnyReport) -> None:
        """The AI profile wants supplier and release time of each model, and we know neither."""
        found = read_spdx(spdx.render(report, installed()))
        [document] = found.foreach_type(spdx3.SpdxDocument)
        claimed = {str(profile).rpartition("/")[2] for profile in document.profileConformance}
        assert claimed == {"core", "software", "simpleLicensing"}

    def test_its_library_reads_all_of_it_back(self, report: AnyReport) -> None:
        written = spdx.render(report, installed())
        found = read_spdx(written)
        assert len(found.objects) == len(json.loads(written)["@graph"])
        assert not found.missing_ids

    def test_hostile_words_can_be_read_back(self, hostile: AnyReport) -> None:
        assert not read_spdx(spdx.render(hostile, installed())).missing_ids

    def test_the_library_refuses_what_is_wrong(self) -> None:
        wrong = spdx.render(model_report(), installed()).replace('"ancestorOf"', '"auntOf"')
        with pytest.raises(ValueError, match="auntOf"):
            read_spdx(wrong)

    def test_licences_data_and_ancestors_are_relationships(self) -> None:
        found = read_spdx(spdx.render(model_report(), installed()))
        links = {
            (link.from_.name, str(link.relationshipType).rpartition("/")[2]): link.to[0]
            for link in found.foreach_type(spdx3.Relationship)
        }
        zebra = "huggingface:zoo/zebra"
        concluded = links[zebra, "hasConcludedLicense"]
        assert concluded.simplelicensing_licenseExpression == "Apache-2.0"
        declared = links[zebra, "hasDeclaredLicense"]
        assert declared.simplelicensing_licenseExpression == "MIT"
        assert links[zebra, "trainedOn"].name == "zoo/hay"
        assert links["zoo/horse plain words", "ancestorOf"].name == zebra


@pytest.mark.parametrize("render", [cyclonedx.render, spdx.render])
def test_the_same_report_gives_the_same_bytes(render: Any, report: AnyReport) -> None:
    assert render(report, installed()) == render(report, installed())


@pytest.mark.parametrize("render", [cyclonedx.render, spdx.render])
def test_a_licence_text_has_no_bill_of_materials(render: Any) -> None:
    with pytest.raises(UsageError, match="no bill of materials"):
        render(text_report(), installed())


@pytest.mark.parametrize("render", [cyclonedx.render, spdx.render])
def test_a_check_of_nothing_is_an_empty_bill(render: Any) -> None:
    nothing = CheckReport(passed=True, fail_on=("closed",), models=())
    assert json.loads(render(nothing, installed()))


def test_a_model_that_was_audited_and_is_an_ancestor_stands_there_once() -> None:
    child = model_report()
    parent: Report = model_report(ref="huggingface:zoo/horse").model_copy(
        update={"lineage": _alone("huggingface:zoo/horse")}
    )
    named = child.lineage.model_copy(
        update={
            "nodes": (child.lineage.nodes[0], _node("zoo/horse")),
            "edges": (child.lineage.edges[0].model_copy(update={"target": "zoo/horse"}),),
        }
    )
    both = check_report().models[0]
    models = tuple(
        both.model_copy(update={"ref": one.ref, "report": one})
        for one in (child.model_copy(update={"lineage": named}), parent)
    )
    contents = bom.bill(check_report().model_copy(update={"models": models}))
    assert set(contents.nodes) == {"huggingface:zoo/zebra", "huggingface:zoo/horse"}
    assert contents.relations[0].target == "huggingface:zoo/horse"


def _node(name: str) -> Node:
    return Node(id=name, kind="model", license="MIT", source="catalogue")


def _alone(name: str) -> Lineage:
    return Lineage(nodes=(_node(name),), edges=(), conflicts=())


@pytest.mark.parametrize(
    ("name", "library"), [("cyclonedx", "cyclonedx"), ("spdx", "spdx_python_model")]
)
def test_without_the_extra_the_error_says_what_to_install(name: str, library: str) -> None:
    program = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from importlib import import_module\n"
        "from licensecheck.errors import SettingsError\n"
        f"try: import_module('licensecheck.report.formats.{name}')\n"
        "except SettingsError as error: print(error.remedy)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "pip install 'licensecheck-ai[bom]'\n"


@pytest.mark.parametrize("name", ["org/a\nb", "org/a%b", "org/\udce4", "org/许可 b"])
def test_the_page_of_a_model_is_an_address_whatever_the_model_is_called(name: str) -> None:
    assert re.fullmatch(r"https://[\w.:/%+~-]+", page(f"huggingface:{name}"), re.ASCII)
