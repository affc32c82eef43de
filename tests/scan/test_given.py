"""What commands are given: here-documents, values of Helm, places in buckets."""

from pathlib import Path

import pytest

from licensecheck.scan import find

POD = (
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: serve\n"
    "    image: vllm/vllm-openai\n    args: [--model, zoo/zebra-7b]\n"
)
KSERVE = "apiVersion: v1\nspec:\n  predictor:\n    model:\n      storageUri: hf://zoo/zebra-7b\n"
VALUES = "server:\n  image: vllm\n  model: zoo/zebra-7b\n"
DOCKER = "FROM debian\nRUN vllm serve zoo/zebra-7b\n"


def named(folder: Path, script: str) -> set[tuple[str, int]]:
    """The names in a script, and their lines."""
    (folder / "run.sh").write_text(script)
    return {(one.text.removeprefix("hf://"), one.line) for one in find(folder).references}


GIVEN = [
    ("kubectl apply -f - <<EOF\n{}EOF\n", POD),
    ("cat <<EOF | kubectl apply -f -\n{}EOF\n", POD),
    ("cat <<'EOF' |\n{}EOF\nkubectl -n zoo apply -f -\n", KSERVE),
    ("(cat <<EOF\n{}EOF\n) | oc apply -f -\n", POD),
    ("sudo /usr/local/bin/kubectl create -f - <<-EOF\n{}EOF\n", KSERVE),
    ("helm upgrade zebra ./chart -f - <<EOF\n{}EOF\n", VALUES),
    (
        "docker compose -f - up <<EOF\n{}EOF\n",
        "services:\n  a:\n    command: vllm serve zoo/zebra-7b\n",
    ),
    ("docker build -t zebra -f - . <<EOF\n{}EOF\n", DOCKER),
    ("tee /etc/app/values.yaml <<EOF\n{}EOF\n", VALUES),
    ("ssh node <<EOF\n{}EOF\n", "vllm serve zoo/zebra-7b\n"),
]


@pytest.mark.parametrize(("script", "text"), GIVEN)
def test_a_here_document_is_read_as_what_it_is_given_to_takes(
    tmp_path: Path, script: str, text: str
) -> None:
    whole = script.format(text)
    line = next(at for at, one in enumerate(whole.splitlines(), 1) if "zebra-7b" in one)
    assert named(tmp_path, whole) == {("zoo/zebra-7b", line)}


@pytest.mark.parametrize(
    "script",
    [
        "cat <<EOF\nkubectl serves a model: zoo/zebra-7b is one of them, for example.\nEOF\n",
        "kubectl apply -f - <<EOF\nkind: ConfigMap\nmetadata: {name: zoo}\nEOF\n",
    ],
)
def test_a_here_document_that_names_no_model_names_none(tmp_path: Path, script: str) -> None:
    assert named(tmp_path, script) == set()


# --- Helm ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "option",
    [
        "--set model=zoo/zebra-7b",
        "--set server.model=zoo/zebra-7b,replicas=2",
        "--set=replicas=2,server.model.name=zoo/zebra-7b",
        "--set-string 'servers[0].modelId=zoo/zebra-7b'",
    ],
)
def test_values_that_helm_is_given_name_models(tmp_path: Path, option: str) -> None:
    assert named(tmp_path, f"helm install zebra ./chart {option}\n") == {("zoo/zebra-7b", 1)}


@pytest.mark.parametrize(
    "option", ["--set image.repository=zoo/zebra-7b", "--set replicas=2,host=zoo.example/zebra-7b"]
)
def test_values_that_name_something_else_name_none(tmp_path: Path, option: str) -> None:
    assert named(tmp_path, f"helm install zebra ./chart {option}\n") == set()


# --- Buckets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.yaml", "storageUri: gs://zoo/zebra\n"),
        ("a.yaml", "spec:\n  model:\n    storageUri: pvc://claim/zebra\n"),
        ("a.yaml", "model: s3://zoo/zebra\n"),
        ("a.yaml", "model_path: s3://zoo/zebra\n"),
        ("run.sh", "vllm serve --model s3://zoo/zebra\n"),
        ("run.sh", "python run.py --model gs://zoo/${NAME}\n"),
        (".env", "MODEL_ID=abfss://zoo@acme.example/zebra\n"),
    ],
)
def test_a_model_in_a_bucket_is_one_that_nobody_can_read(
    tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / file).write_text(text)
    [reference] = find(tmp_path).references
    assert reference.model.hub == "bucket"
    assert reference.model.name.partition("://")[0] in ("gs", "s3", "pvc", "abfss")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.yaml", "dataset: s3://zoo/rows\noutput_dir: gs://zoo/out\nlogs: s3://zoo/logs\n"),
        ("run.sh", "aws s3 cp s3://zoo/rows.csv .\npython run.py --data gs://zoo/rows\n"),
    ],
)
def test_what_else_lies_in_a_bucket_is_no_model(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text)
    assert find(tmp_path).references == ()
