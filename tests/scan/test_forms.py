"""What each kind of file may say, and how it is followed to the names of models."""

from pathlib import Path

import pytest

from licensecheck.scan import find
from tests.scan.test_find import COMMIT, named, written

TERN, GULL = "huggingface:org/tern-1", "huggingface:org/gull-2"


@pytest.mark.parametrize(
    ("script", "models"),
    [
        ("for m in tern gull:2b; do\n  ollama pull $m\ndone", {"ollama:tern", "ollama:gull@2b"}),
        ('A=(\n  org/tern-1 # one\n  org/gull-2\n)\nhf download "${A[@]}"', {TERN, GULL}),
        ('for m in "${A[@]}"; do hf download $m; done', set()),
        ("while read -r m; do hf download $m; done <<X\norg/tern-1\nX", {TERN}),
        ('curl x:11434/api/pull -d \'{"name": "tern"}\'', {"ollama:tern"}),
        ('curl https://x/v1 -d \'{"model": "gpt-5-mini"}\'', {"openai:gpt-5-mini"}),
        ("run --hf-guard-model org/tern-1 --output-model org/gull-2", {TERN}),
        ("run --lora-adapters=org/tern,org/gull-2", {"huggingface:org/tern", GULL}),
        ("docker run vllm/vllm-openai:v1 org/tern-1 --port 80", {TERN}),
        ('ssh host "ollama pull tern"', {"ollama:tern"}),
        (': "${HF_LLM:=org/tern-1}"', {TERN}),
        ("cat > a.yaml <<X\nhf_model: org/tern-1\nX", {TERN}),
        ('echo "try hf download org/tern-1"', set()),
    ],
)
def test_scripts(tmp_path: Path, script: str, models: set[str]) -> None:
    assert named(tmp_path, script, "a.sh") == models


def test_a_program_in_a_command_is_read_with_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("CHOICE = 'org/tern-1'\n")
    script = 'python -c "from settings import CHOICE as X; AutoModel.from_pretrained(X)"'
    assert named(tmp_path, script, "a.sh") == {TERN}


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ('env:\n  - name: HF_LLM\n    value: {{ .Values.x | default "org/tern-1" }}\n', {TERN}),
        ("{{- if .Values.on }}\nhf_model: org/tern-1\n{{- end }}\n", {TERN}),
        ("env: {HF_MODEL: \"${{ inputs.m || 'org/tern-1' }}\"}", {TERN}),
        ("hf_model: ${MODEL:-org/tern-1}", {TERN}),
        ("hf_model: ${acme.model:org/tern-1}", {TERN}),
        ("matrix: {w: [org/tern-1, org/gull-2]}\nrun: hf download ${{ matrix.w }}", {TERN, GULL}),
        ("vars: [{x: org/tern-1}]\nstages:\n  a:\n    cmd: hf download ${x}", {TERN}),
        ("foreach: [org/tern-1]\ndo:\n  cmd: hf download ${item}", {TERN}),
        ("command: [vllm, serve]\nargs: [org/tern-1]", {TERN}),
        ("image: ollama/ollama\nargs: [pull, tern]", {"ollama:tern"}),
        ("image: nginx\nargs: [pull, tern]", set()),
        ('command: [python, -c, "import spacy; spacy.load(\'en_core_web_sm\')"]',
         {"spacy:en_core_web_sm"}),
        ("app.yaml: |\n  a: 1\n  hf_model: org/tern-1\nnotes: |\n  a: 1\n  model: org/no-1\n",
         {TERN}),
        ("ollama: {models: [tern, gull]}", {"ollama:tern", "ollama:gull"}),
        ("{provider: ollama, model: tern}", {"ollama:tern"}),
        ("{provider: openai, model: tern}", set()),
        (f"storageUri: hf://org/tern-1:{COMMIT}", {f"{TERN}@{COMMIT}"}),
        ("storageUri: oci://host.io/models/tern:v1", {"oci:host.io/models/tern@v1"}),
        ("chart: oci://host.io/charts/tern:v1", set()),
        ("deps: [{repo: {url: 'https://huggingface.co/org/tern-1'}}]", {TERN}),
        ("homepage: https://huggingface.co/org/tern-1", set()),
        ("models: llama3.2:3b, gemma3:12b", {"ollama:llama3.2@3b", "ollama:gemma3@12b"}),
    ],
)  # fmt: skip
def test_configuration(tmp_path: Path, text: str, models: set[str]) -> None:
    assert named(tmp_path, text, "a.yaml") == models


def test_json_may_have_comments_and_package_managers_scripts(tmp_path: Path) -> None:
    commented = '{\n // which\n "hf_model": "org/tern-1", // "https://x"\n}'
    assert named(tmp_path / "a", commented, "settings.json") == {TERN}
    scripts = '{"model": "org/gull-2", "scripts": {"get": "hf download org/tern-1"}}'
    assert named(tmp_path / "b", scripts, "package.json") == {TERN}


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ('ENTRYPOINT ["vllm", "serve"]\nCMD ["org/tern-1"]', {TERN}),
        ("RUN <<X\nhf download org/tern-1\nX\nRUN hf download org/gull-2", {TERN, GULL}),
        ("RUN python - <<X\nimport whisper\nwhisper.load_model('base')\nX",
         {"whisper:base"}),
    ],
)  # fmt: skip
def test_dockerfiles(tmp_path: Path, text: str, models: set[str]) -> None:
    assert named(tmp_path, text, "Dockerfile") == models


@pytest.mark.parametrize(
    ("code", "model"),
    [
        ("from enum import Enum\nclass E(Enum):\n    A = 'org/tern-1'\nload(E.A.value)", TERN),
        ("from enum import Enum\nclass E(Enum):\n    A = 'org/tern-1'\nload(E['A'].value)", TERN),
        (
            "class A:\n    m = 'org/tern-1'\nclass B(A):\n    def f(self):\n        load(self.m)",
            TERN,
        ),
        ("def pick():\n    return 'org/tern-1'\nload(pick())", TERN),
        ("class C:\n    m: str\nc = C(m='org/tern-1')\nload(c.m)", TERN),
        ("load('{o}/{}'.format('tern-1', o='org'))", TERN),
    ],
)
def test_python_is_followed_through_classes_and_functions(
    tmp_path: Path, code: str, model: str
) -> None:
    head = "from transformers import AutoModel as A\nload = A.from_pretrained\n"
    assert named(tmp_path, head + code.replace("load(", "A.from_pretrained(")) == {model}


@pytest.mark.parametrize(
    "code", ["f()()", "f()[0]()", "(lambda: 1)()", "x.y()().z", "self.f()", "''.f()", "f(*a)(**b)"]
)
def test_any_call_is_read(tmp_path: Path, code: str) -> None:
    assert named(tmp_path, f"y = {code}\ny.from_pretrained('org/tern-1', x={code})") == {TERN}


@pytest.mark.parametrize(
    ("line", "models"),
    [
        ('ultralytics.YOLO("yolov8n.pt")', {"github:ultralytics/ultralytics"}),
        ('ultralytics.YOLO("runs/best.pt")', set()),
        ('open_clip.create_model("ViT-B-32", pretrained="x")', {"open_clip:ViT-B-32"}),
        ('open_clip.create_model("ViT-B-32")', set()),
        ('requests.post("http://x:11434/api/chat", json={"model": "tern"})', {"ollama:tern"}),
        ('langchain_aws.ChatBedrock(model_id="amazon.nova-lite-v1:0")',
         {"bedrock:amazon.nova-lite-v1:0"}),
        ('litellm.completion(model="replicate/org/tern-1")', {"replicate:org/tern-1"}),
        ('litellm.completion(model="azure/ours-1")', {"azure:ours-1"}),
    ],
)  # fmt: skip
def test_a_name_is_read_as_its_library_reads_it(
    tmp_path: Path, line: str, models: set[str]
) -> None:
    head = "import langchain_aws, litellm, open_clip, requests, ultralytics\n"
    assert named(tmp_path, head + line) == models


def test_a_file_that_lies_in_the_tree_is_not_the_one_that_is_downloaded(tmp_path: Path) -> None:
    written(tmp_path, {"yolov8n.pt": "x"})
    code = 'import ultralytics\nultralytics.YOLO("yolov8n.pt")'
    assert {one.how for one in find(written(tmp_path, {"a.py": code})).references} == {"weights"}


def test_a_wheel_pins_its_model(tmp_path: Path) -> None:
    page = "https://github.com/explosion/spacy-models/releases/download"
    text = f"{page}/de_core_news_sm-3.7.0/de_core_news_sm-3.7.0-py3-none-any.whl\nen_core_web_sm\n"
    found = find(written(tmp_path, {"requirements.txt": text})).references
    assert [(one.text, one.pinned) for one in found] == [
        ("de_core_news_sm", True),
        ("en_core_web_sm", False),
    ]


def test_notebooks_have_magics_files_and_commands_of_several_lines(tmp_path: Path) -> None:
    cells = [
        ["%%capture\\n", "import whisper\\n", "whisper.load_model('base')"],
        ["%%writefile app.py\\n", "MODEL = 'org/tern-1'"],
        ["m = 'gull'\\n", "!ollama pull {m}"],
        ["!hf download \\\\\\n", "  org/gull-2"],
        ["%env LLM=org/env-3"],
    ]
    lines = ",\n".join(
        f'{{"cell_type": "code", "source": [{", ".join(chr(34) + x + chr(34) for x in cell)}]}}'
        for cell in cells
    )
    assert named(tmp_path, f'{{"cells": [{lines}]}}', "a.ipynb") == {
        "whisper:base", TERN, "ollama:gull", GULL, "huggingface:org/env-3",
    }  # fmt: skip


def test_a_list_has_columns_and_may_be_one_of_ollama(tmp_path: Path) -> None:
    text = f"org/tern-1\t{COMMIT}\norg/gull-2,4GB  # a remark\n"
    assert named(tmp_path / "a", text, "models.txt") == {f"{TERN}@{COMMIT}", GULL}
    assert named(tmp_path / "b", "tern\ngull:2b\n", "ollama-models.txt") == {
        "ollama:tern",
        "ollama:gull@2b",
    }


def test_bills_of_materials_name_downloads_images_and_what_a_model_is_made_of(
    tmp_path: Path,
) -> None:
    spdx = (
        '{"spdxVersion": "SPDX-2.3", "packages": [{"name": "x",\n'
        '"downloadLocation": "git+https://huggingface.co/org/tern-1"}]}'
    )
    assert named(tmp_path / "a", spdx, "a.spdx.json") == {TERN}
    model = '{"type": "machine-learning-model", "name": "org/%s"%s}'
    parts = ', "pedigree": {"ancestors": [' + model % ("gull-2", "") + "]}"
    cyclonedx = '{"bomFormat": "CycloneDX", "components": [' + model % ("tern-1", parts) + "]}"
    assert named(tmp_path / "b", cyclonedx, "bom.json") == {TERN, GULL}
    xml = (
        '<bom><component type="machine-learning-model"><group>org</group>'
        "<name>tern-1</name></component><!-- pkg:huggingface/org/no-1 --></bom>"
    )
    assert named(tmp_path / "c", xml, "bom.xml") == {TERN}
    tags = "PackageDownloadLocation: git+https://huggingface.co/org/gull-2\n"
    assert named(tmp_path / "d", tags, "a.spdx") == {GULL}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.service", "[Service]\nEnvironment=LLM=gpt-4o\nExecStart=/bin/x --port 1"),
        ("a.service", "[Service]\nExecStart=/opt/bin/serve --llm gpt-4o"),
        ("a.ps1", '$model = "gpt-4o"'),
        ("a.ps1", '$body = @{ model = "gpt-4o"; max = 5 }'),
        ("a.yaml", "environment:\n  - PICK=gpt-4o\n"),
        ("a.yaml", "models: {pull: [gpt-4o]}"),
        (".env", "OFFERED=gpt-4o,acme\n"),
        ("a.sh", "A=(\n  acme,gpt-4o,https://x/v1\n)"),
        ("a.sh", "compare --candidates x gpt-4o"),
        ("a.ts", 'const env = [{ name: "MODEL", value: "gpt-4o" }];'),
        ("a.tf", 'env {\n  name  = "LLM"\n  value = "gpt-4o"\n}'),
        ("a.go", 'type C struct {\n\tModel string `env:"LLM" envDefault:"gpt-4o"`\n}'),
        ("a.py", 'load(f"{provider}/gpt-4o")'),
        ("a.ts", "load(`${provider}:gpt-4o`)"),
    ],
)
def test_a_model_stands_where_people_write_it(tmp_path: Path, name: str, text: str) -> None:
    assert named(tmp_path, text, name) == {"openai:gpt-4o"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ts", 'if (["gpt-4o", "gpt-4"].includes(model)) {}'),
        ("A.java", 'static final Map<String, Integer> LIMITS = Map.of("gpt-4o", 8192);'),
        ("a.cs", 'var limits = new Dictionary<string, int> { ["gpt-4o"] = 8192 };'),
        ("a.yaml", "pvcMatchLabels: {model: gpt-4o}"),
        ("a.sh", "kubectl get pod -l model=gpt-4o"),
        ("a.ps1", 'Write-Host "gpt-4o"'),
        ("a.service", "[Unit]\nDescription=gpt-4o"),
        ("a.toml", 'wandb_project = "openai/gpt-4o"\napi = "openai/v1"'),
    ],
)
def test_what_only_speaks_of_a_model_is_none(tmp_path: Path, name: str, text: str) -> None:
    assert named(tmp_path, text, name) == set()


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent",
         "gemini:gemini-2.0-flash"),
        ("x-aiplatform.googleapis.com/v1/projects/p/publishers/google/models/gemini-2.0-flash:x",
         "vertex:publishers/google/models/gemini-2.0-flash"),
        ("x.openai.azure.com/openai/deployments/our-chat/chat/completions", "azure:our-chat"),
        ("bedrock-runtime.eu-west-1.amazonaws.com/model/amazon.nova-lite-v1:0/converse",
         "bedrock:amazon.nova-lite-v1:0"),
    ],
)  # fmt: skip
def test_an_endpoint_is_of_one_model(tmp_path: Path, address: str, model: str) -> None:
    assert named(tmp_path, f'fetch("https://{address}")', "a.ts") == {model}


def test_a_submodule_may_be_a_model(tmp_path: Path) -> None:
    text = "[submodule]\nurl = https://huggingface.co/org/tern-1\nurl = https://github.com/a/b\n"
    assert named(tmp_path, text, ".gitmodules") == {TERN}
