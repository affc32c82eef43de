"""What is a model wherever it stands, what stands beside models, and what only looks like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensecheck.scan import find
from licensecheck.scan.evident import is_evident
from licensecheck.scan.owners import is_known_owner, is_made


def found_in(folder: Path, name: str, text: str) -> set[str]:
    (folder / name).write_text(text, "utf-8")
    return {one.text for one in find(folder).references}


@pytest.mark.parametrize(
    ("name", "text", "models"),
    [
        (
            "runs.jsonl",
            '{"backbone": "microsoft/deberta-v3-base", "train": "nyu-mll/glue"}\n'
            '{"vision": "ViT-L-14", "pretrained": "laion2b_s32b_b82k", "codec": "opus"}\n'
            '{"vision": "resnet50", "weights": null}\n'
            '{"text": "a sentence", "source": "gpt-4o"}\n',
            {"microsoft/deberta-v3-base", "ViT-L-14", "laion2b_s32b_b82k"},
        ),
        (
            "models.csv",
            "use,name,note\nfast,google/gemma-2-2b-it,eval/math\nown,house/tuned-9,10/10\n"
            "judge,gpt-4-0613,-\n",
            {"google/gemma-2-2b-it", "house/tuned-9", "gpt-4-0613"},
        ),
        ("cities.csv", "place,zone\nBerlin,Europe/Berlin-2\n", set()),
        (
            "beans.xml",
            '<beans><!-- <a model="google/flan-t5-base"/> -->'
            '<property name="modelName" value="house/x-1"/>'
            "<list><value>google/flan-t5-xl</value><value>house/long-bert-4</value></list>"
            '<dependency groupId="org/app-2">text/plain</dependency></beans>',
            {"house/x-1", "google/flan-t5-xl", "house/long-bert-4"},
        ),
        (
            "Info.plist",
            "<plist><dict><key>ModelID</key><string>house/x-1</string>"
            "<key>Version</key><string>a/b-2</string></dict></plist>",
            {"house/x-1"},
        ),
        ("app.properties", "x.judge2=gpt-4o-mini\nx.route=a/b-2\n", {"gpt-4o-mini"}),
        (
            "Dockerfile",
            "FROM x\nENV A=1 \\\n    P=en_core_web_md \\\n    B=2\n",
            {"en_core_web_md"},
        ),
        (
            "Dockerfile",
            "ADD https://github.com/o/voices/releases/download/v1/voice-low.tar.gz /x/\n"
            "ADD https://github.com/o/tool/releases/download/v1/model-tool-linux-amd64.tar.gz /x/\n"
            "ADD https://files.example.org/det/yolo-s.onnx /x/\n",
            {
                "https://github.com/o/voices/releases/download/v1/voice-low.tar.gz",
                "https://files.example.org/det/yolo-s.onnx",
            },
        ),
        ("Chart.yaml", "dependencies:\n- {name: x, repository: 'oci://docker.io/charts'}\n", set()),
        (
            "package.json",
            '{"ai": {"brain": "gpt-4o-mini"}, "keywords": ["gpt-4"]}',
            {"gpt-4o-mini"},
        ),
        (
            "Ids.cs",
            'static class Ids { const string A = "google/flan-t5-xl"; '
            'const string B = "claude-3-opus-latest"; '
            'const string C = "gpt-4o-mini"; const string D = "house/detr-4"; }'
            ' static class Pages { const string A = "forms/detr-4x"; }',
            {"google/flan-t5-xl", "claude-3-opus-latest", "gpt-4o-mini", "house/detr-4"},
        ),
        (
            "app.py",
            'import torch\nn = torch.hub.load("pytorch/vision:v0.10.0", "resnet50")\n'
            'a = ["xlnet/xlnet-base-cased", "house/tuned-7b"]\nb = ["a/b-1", "c/d-2"]\n',
            {"resnet50", "xlnet/xlnet-base-cased", "house/tuned-7b"},
        ),
    ],
)
def test_what_is_known_and_what_stands_beside_it(
    tmp_path: Path, name: str, text: str, models: set[str]
) -> None:
    assert found_in(tmp_path, name, text) == models


@pytest.mark.parametrize("text", ["model: Tesla/Model3", "model: acme/e-208\nmileage: 4\n"])
def test_goods_have_models_too(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    found = find(tmp_path)
    assert found.references == ()
    assert len(found.possible) == 1


def test_among_other_models_it_is_one(tmp_path: Path) -> None:
    text = "model: acme/e-208\nmanufacturer: x\nllm: google/gemma-2-2b-it\n"
    assert found_in(tmp_path, "a.yaml", text) == {"acme/e-208", "google/gemma-2-2b-it"}


def test_an_account_whose_model_is_loaded_is_one_of_models(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("INSERT INTO t (a) VALUES ('house/summary-bert');", "utf-8")
    assert find(tmp_path).references == ()
    text = 'from transformers import pipeline\npipeline("x", model="house/other")\n'
    assert found_in(tmp_path, "b.py", text) == {"house/other", "house/summary-bert"}


def test_nobody_is_a_publisher_and_a_maker() -> None:
    from licensecheck.scan.owners import _owners

    assert _owners().publishers & _owners().makers == set()


@given(st.from_regex(r"[a-z]{3,8}/[a-z]{3,8}-\d", fullmatch=True))
def test_what_is_evident_is_of_a_known_owner_or_service(text: str) -> None:
    if is_evident(text):
        assert is_known_owner(text) or text.startswith(
            ("groq/", "bedrock/", "vertex_ai/", "ollama")
        )
        assert not is_made(text)
