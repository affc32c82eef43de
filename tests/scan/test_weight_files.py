"""Files of weights that are published under their names."""

from pathlib import Path

import pytest

from licensecheck.scan import find
from licensecheck.scan.names import is_weight_file
from tests.scan.test_find import written


@pytest.mark.parametrize(
    "name",
    [
        "Llama-3.2-3B-Instruct-Q4_K_M.gguf",
        "models/ggml-base.en.bin",
        "face_detection_yunet_2023mar.onnx",
        "assets/mobilenet_v1_1.0_224_quant.tflite",
        "yolov8n.pt",
        "sam_vit_h_4b8939.pth",
        "vosk-model-small-de-0.15.zip",
        "de_DE-thorsten-medium.onnx",
    ],
)
def test_a_published_file_is_a_model_in_any_language(tmp_path: Path, name: str) -> None:
    assert is_weight_file(name)
    files = {"a.cpp": f'auto m = load("{name}");\n', "b.py": f'm = load("{name}")\n'}
    found = find(written(tmp_path, files)).references
    assert {(one.file.rpartition("/")[2], one.model.hub) for one in found} == {
        ("a.cpp", "weights"),
        ("b.py", "weights"),
    }


@pytest.mark.parametrize(
    "name",
    ["model.onnx", "best.pt", "invoices-yolov8.onnx", "support-lora.gguf", "bert.json", "out.zip"],
)
def test_a_file_of_ones_own_is_none(name: str) -> None:
    assert not is_weight_file(name)


def test_a_file_that_lies_there_is_no_reference_to_another(tmp_path: Path) -> None:
    (tmp_path / "yolov8n.pt").write_bytes(b"x")
    found = find(written(tmp_path, {"a.py": 'm = load("yolov8n.pt")\n'})).references
    assert [one.how for one in found] == ["weights"]


def test_a_file_beside_its_repository_is_part_of_it(tmp_path: Path) -> None:
    text = 'REPO, FILE = "TheBloke/Mistral-7B-v0.1-GGUF", "mistral-7b-v0.1.Q4_K_M.gguf"\n'
    found = find(written(tmp_path, {"a.py": text})).references
    assert [str(one.model) for one in found] == ["huggingface:TheBloke/Mistral-7B-v0.1-GGUF"]
