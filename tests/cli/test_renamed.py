"""Code names a model by its old name, the policy the account that it belongs to now."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.hubs.huggingface_double import HuggingFace, Model

CARD = b"---\nlicense: apache-2.0\n---\n# T5\n"
CODE = 'from transformers import AutoModel\nAutoModel.from_pretrained("t5-small")\n'


def test_deny_stops_a_model_that_was_renamed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CODE)
    (tmp_path / "licensecheck-policy.yaml").write_text("deny: {models: ['google-t5/*']}\n")
    with HuggingFace() as hub:
        hub.models["google-t5/t5-small"] = Model({"README.md": CARD, "model.safetensors": b"\0"})
        hub.moved["t5-small"] = "google-t5/t5-small"
        done = run("check", ".", env={"HF_ENDPOINT": hub.url})
    assert done.returncode == 1
    assert "STOP  huggingface:t5-small (now huggingface:google-t5/t5-small)" in done.stdout
    assert "by name: its hub calls it google-t5/t5-small [deny]" in " ".join(done.stdout.split())
