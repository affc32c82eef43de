"""Terms in files that are none by their name count, and harmless files cost nothing."""

from pathlib import Path

import pytest

from licensecheck.auditor import Auditor
from licensecheck.domain import Level
from licensecheck.domain.report import Report
from licensecheck.hubs import parse_ref
from tests.conftest import ROOT
from tests.judge.cards import level
from tests.misread import MISREAD

OPEN = (Level.OPEN_WEIGHTS, Level.OPEN_SOURCE_AI)
APACHE = (ROOT / "LICENSE").read_text("utf-8")
TERMS = "Addendum to the licence: the weights may be used for non-commercial research only.\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """The model with a card that says so."""
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Zebra\n")
    return folder


def audited(auditor: Auditor, folder: Path, name: str, content: str | bytes) -> Report:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return auditor.audit(parse_ref(str(folder)))


@pytest.mark.parametrize(
    "name",
    [
        "ADDENDUM.md", "EXHIBIT-A.txt", "LEGAL.md", "RESTRICTIONS.md", "GUIDELINES.md",
        "LIZENZ.txt", "LICENÇA.txt", "ライセンス.txt", "利用規約.md", "NUTZUNGSBEDINGUNGEN.md",
        "LICENSE.json", "LICENSE.toml", "LICENSE.py", "APPENDIX.md", "USAGE.md", "NOTES.txt",
        "CHANGELOG.md", "terms-of-use.html", "weights/README.md", "README_zh.md", "README.de.md",
        "docs/TERMS.md", "third_party/LICENSE", "legal/model.md", "00_READ_ME", "AUTHORS",
    ],
)  # fmt: skip
def test_terms_in_a_file_of_any_name_are_read(auditor: Auditor, folder: Path, name: str) -> None:
    assert audited(auditor, folder, name, TERMS).level not in OPEN


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("LICENSE.zip", b"PK\3\4aaaaaaaa\0\0"),
        ("LICENSE-weights.png", b"\x89PNG\r\n\0"),
        ("LICENSE.gz", b"\x1f\x8b\0\0"),
        ("ADDENDUM.pdf", b"%PDF-1.4\n\0"),
    ],
)
def test_a_file_called_like_terms_that_is_no_text_is_unread(
    auditor: Auditor, folder: Path, name: str, content: bytes
) -> None:
    report = audited(auditor, folder, name, content)
    assert report.level is Level.UNKNOWN
    assert name in report.level_reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", '{"license": "cc-by-nc-4.0", "model_type": "zebra"}'),
        ("generation_config.json", '{"licence": "proprietary"}'),
        ("model_info.json", '{"license": ["mit", "cc-by-nc-4.0"]}'),
        ("model.yaml", "license: cc-by-nc-4.0\n"),
        ("CITATION.cff", "cff-version: 1.2.0\nlicense: CC-BY-NC-4.0\n"),
        ("setup.py", 'setup(name="zebra", license="CC-BY-NC-4.0")'),
        ("pyproject.toml", '[project]\nlicense = "LicenseRef-Proprietary"\n'),
        ("package.json", '{"license": "UNLICENSED"}'),
        ("PKG-INFO", "Metadata-Version: 2.1\nName: zebra\nLicense: CC-BY-NC-4.0\n"),
        ("Modelfile", 'FROM ./zebra.gguf\nLICENSE """CC-BY-NC-4.0"""\n'),
        ("README_zh.md", "---\nlicense: cc-by-nc-4.0\n---\n# 斑马\n"),
        ("README_zh.md", "模型权重采用 CC-BY-NC-4.0 许可协议发布。\n"),
    ],
)
def test_a_licence_named_elsewhere_is_left_for_a_person_and_accuses_nobody(
    auditor: Auditor, folder: Path, name: str, content: str
) -> None:
    report = audited(auditor, folder, name, content)
    assert report.level is Level.UNKNOWN
    assert name in report.level_reason
    assert not report.washing.findings
    assert all(name != quote.document for one in report.findings for quote in one.evidence)


@pytest.mark.parametrize("restricted", [True, False])
def test_the_configuration_of_one_of_several_networks_counts(
    auditor: Auditor, folder: Path, restricted: bool
) -> None:
    (folder / "unet").mkdir()
    (folder / "unet" / "diffusion_model.safetensors").write_bytes(b"")
    fields = '{"license": "cc-by-nc-4.0"}' if restricted else '{"license": "mit", "layers": 3}'
    report = audited(auditor, folder, "unet/config.json", fields)
    assert (report.level in OPEN) is not restricted


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", '{"license": "mit"}'),
        ("Makefile", "check:\n\tpython tools/check_license.py  # reads every header\n"),
        ("AUTHORS", "Ada Lovelace <ada@zoo.example>\nAlan Turing\n"),
        ("config.json", '{"license": "apache-2.0"}'),
        ("pyproject.toml", '[project]\nlicense = {file = "LICENSE"}\n'),
        ("setup.py", 'setup(classifiers=["License :: OSI Approved :: MIT License"])'),
        ("pyproject.toml", '[tool.x]\nexclude = ["tests*", "docs", "zoo/assets"]\n'),
        ("MANIFEST.in", "include LICENSE.txt README.md\nrecursive-include zebra *.py\n"),
        ("Dockerfile.gpu", "FROM python:3\nCOPY . .\n"),
        ("package.json", '{"license": "SEE LICENSE IN LICENSE"}'),
        ("special_tokens_map.json", '{"eos_token": "</s>"}'),
        ("README_zh.md", "---\nlicense: mit\n---\n# 斑马\n\n斑马是一个大型语言模型。\n"),
        ("CONTRIBUTING.md", "Open a pull request. Tests must pass before it is merged.\n"),
        ("CHANGELOG.md", "## 1.1\n- Faster training on commercial GPUs.\n"),
        ("data.txt", "grass\nhay\n"),
        ("splits/train.txt", "zoo/mare_1/rgb_0001.png zoo/mare_1/depth_0001.png 518.8\n" * 20_000),
        (
            "setup.py",
            'with open("LICENSE") as f:\n    license = f.read()\nsetup(license=license)\n',
        ),
        ("train.py", 'raise KeyError("no stable for the dataset {} of kind {}".format(a, b))\n'),
        ("third_party/LICENSE", "The software must not be used by competitors.\n"),
        ("assets/license.png", b"\x89PNG\r\n\0"),
    ],
)
def test_what_adds_nothing_changes_nothing(
    auditor: Auditor, folder: Path, name: str, content: str | bytes
) -> None:
    report = audited(auditor, folder, name, content)
    assert report.level in OPEN, report.level_reason


def test_a_restricted_model_that_repeats_its_licence_is_no_unknown(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "LICENSE").unlink()
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n# Zebra\n")
    report = audited(auditor, folder, "config.json", '{"license": "cc-by-nc-4.0"}')
    assert report.level is Level.RESTRICTED_WEIGHTS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("RIDER.md", "As agreed between us.\n"),
        ("COMMERCIAL.md", "Commercial users must purchase a licence for the weights.\n"),
        ("SECURITY.md", "Access to the weights is for auditors; all others must delete them.\n"),
        ("config.json", '{"_comment": "The weights must not be used commercially."}'),
        ("setup.py", 'license = Zebra("non-commercial")\nsetup(license=license)\n'),
        pytest.param(
            "train.py",
            'print("images {} belong to academics, and so does the network")\n',
            marks=MISREAD,
        ),
        ("train.py", 'print("the dataset {} and these weights are for zoos only".format(a))\n'),
        ("tokenizer_config.json", '{"chat_template": "{# No commercial use of the weights. #}"}'),
        ("model.safetensors.license", "SPDX-License-Identifier: CC-BY-NC-4.0\n"),
        ("Dockerfile", 'LABEL org.opencontainers.image.licenses="CC-BY-NC-4.0"\n'),
        (".zenodo.json", '{"license": "cc-by-nc-4.0"}'),
    ],
)
def test_terms_in_plain_english_are_understood_or_left(
    auditor: Auditor, folder: Path, name: str, content: str
) -> None:
    assert audited(auditor, folder, name, content).level not in OPEN


NOTICE = "#\n# Licensed under" + APACHE.rpartition("Licensed under")[2].replace("\n", "\n#")
FOR_RESEARCH = NOTICE.replace("you may not use", "for research alone; you may not use")


@pytest.mark.parametrize(("notice", "opens"), [(NOTICE, True), (FOR_RESEARCH, False)])
def test_a_notice_in_code_that_an_open_licence_has_so_adds_nothing(
    auditor: Auditor, folder: Path, notice: str, opens: bool
) -> None:
    program = f"# Copyright 2026 The Zoo\n{notice}\n\ndef load_weights(): ...\n"
    assert (audited(auditor, folder, "modeling_zebra.py", program).level in OPEN) is opens


def test_a_name_of_pypi_without_a_version_is_answered_by_the_text(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "LICENSE").write_text(APACHE)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Zebra\n")
    names = 'setup(license="Apache Software License",\n      classifiers=["{}"])\n'
    named = names.format("License :: OSI Approved :: Apache Software License")
    assert audited(auditor, folder, "setup.py", named).level in OPEN
    other = names.format("License :: Free for non-commercial use")
    assert audited(auditor, folder, "setup.py", other).level not in OPEN


@pytest.mark.parametrize(
    ("name", "words", "opens"),
    [
        ("third_party/README.md", "The weights of Zebra may not be used by companies.", False),
        ("third_party/README.md", "The weights may not be used by companies.", False),
        ("third_party/okapi/README.md", "Companies may not use the weights of Zebra.", False),
        ("third_party/okapi/README.md", "The weights may not be used by companies.", True),
        ("third_party/README.md", "Okapi is a stable for animals. It is under BSD.", True),
    ],
)
def test_prose_beside_the_work_of_others_counts_where_it_is_about_the_model(
    auditor: Auditor, folder: Path, name: str, words: str, opens: bool
) -> None:
    (folder / name).parent.mkdir(parents=True)
    assert (audited(auditor, folder, name, f"# Notes\n\n{words}\n").level in OPEN) is opens


def test_what_a_project_asks_of_contributors_binds_no_user(auditor: Auditor, folder: Path) -> None:
    text = "Most contributions require you to agree to a Contributor License Agreement (CLA).\n"
    assert audited(auditor, folder, "CONTRIBUTING.md", text).level in OPEN


def test_the_place_of_a_line_that_may_bind_is_named(auditor: Auditor, folder: Path) -> None:
    report = audited(auditor, folder, "NOTES.md", f"# Notes\n\n{TERMS}")
    assert any(p.subject == "NOTES.md" and "line 3" in p.message for p in report.problems)


HEADER = """# Licensed under the {} License (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#     https://creativecommons.org/licenses/by-nc/4.0/
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
def load_weights(): ...
"""


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        pytest.param(
            "As such you can't do something like\n    `zebra.to(herd)` with it.",
            True,
            marks=MISREAD,
        ),
        ("You may not call `zebra.to(herd)` for business.", False),
    ],
)
def test_what_can_be_done_with_a_function_is_no_term(
    auditor: Auditor, folder: Path, said: str, opens: bool
) -> None:
    text = f'def load():\n    """A model without weights.\n\n    {said}\n    """\n'
    (folder / "modeling_zebra.py").write_text(text)
    assert (level(auditor, folder, "") in OPEN) == opens


def test_a_licence_of_the_data_says_nothing_of_weights_elsewhere(
    auditor: Auditor, folder: Path
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "stable.md").write_text("# Stable\n\nThe weights are under CC BY-NC 4.0.\n")
    body = "## License\n\nOur data are licensed under CC BY-NC 4.0."
    assert level(auditor, folder, body) not in OPEN


@pytest.mark.parametrize(
    ("name", "content", "left"),
    [
        ("modeling_zebra.py", HEADER.format("CC BY-NC 4.0"), False),
        ("modeling_zebra.py", HEADER.format("CC BY-NC-ND 4.0"), True),
        ("setup.py", 'setup(license="Creative Commons Attribution-NonCommercial")\n', False),
        ("setup.py", 'setup(license="Creative Commons NonCommercial of the Zoo")\n', True),
    ],
)
def test_a_file_that_names_the_restrictive_licence_of_the_model_leaves_nothing(
    auditor: Auditor, folder: Path, name: str, content: str, left: bool
) -> None:
    (folder / "LICENSE").unlink()
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n# Zebra\n")
    report = audited(auditor, folder, name, content)
    assert report.level is Level.RESTRICTED_WEIGHTS
    assert any(one.subject == name for one in report.ledger.left) is left
