"""Names in texts within values, and names that are spelled otherwise than they are meant."""

from pathlib import Path

import pytest

from licensecheck.scan import find

SHELL = "#!/bin/bash\nset -e\nhf download NAME\n"
WITHIN = {
    "patch": ("k.yaml", "patches:\n- patch: |-\n    - op: add\n      value: [--model, NAME]\n"),
    "patch of a variable": (
        "k.yaml",
        "a:\n- b: |\n    env:\n    - name: MODEL_ID\n      value: NAME\n",
    ),
    "option": ("k.yaml", "- {op: add, path: /args/-, value: --model=NAME}\n"),
    "option and value": ("k.yaml", "- {op: add, path: /args/-, value: --model NAME}\n"),
    "words": ("c.yaml", "#cloud-config\nruncmd:\n- [hf, download, NAME]\n"),
    "lines": ("c.yaml", "#cloud-config\nruncmd:\n- sudo hf download NAME\n"),
    "file": ("c.yaml", "write_files:\n- path: /opt/a.sh\n  content: |\n    hf download NAME\n"),
    "file, script": ("c.yaml", "write_files:\n- content: |\n    #!/bin/sh\n    hf download NAME\n"),
    "user data": ("c.yaml", "UserData:\n  Fn::Base64: !Sub |\n    set -e\n    hf download NAME\n"),
    "joined": ("c.json", '{"UserData": {"Fn::Join": ["\\n", ["hf download NAME"]]}}'),
    "metadata": ("c.yaml", "- key: startup-script\n  value: |\n    set -e\n    hf download NAME\n"),
    "inline": ("p.json", '{"provisioners": [{"inline": ["hf download NAME"]}]}'),
    "container": ("devcontainer.json", '{"postCreateCommand": {"a": "hf download NAME"}}'),
    "Terraform, YAML": (
        "a.tf",
        'x "y" {\n  values = [<<-Y\n    model:\n      id: NAME\n  Y\n  ]\n}\n',
    ),
    "Terraform, cloud-init": (
        "a.tf",
        'x "y" {\n  a = <<-Y\n    #cloud-config\n    runcmd:\n    - hf download NAME\n  Y\n}\n',
    ),
    "Terraform, line": ("a.tf", 'x "y" {\n  inline = ["sudo hf download NAME"]\n}\n'),
    "ERB": ("a.yml.erb", "<% if x %>\n<% end %>\nmodel_id: NAME\nkey: <%= ENV['KEY'] %>\n"),
    "ERB, default": ("a.yml.erb", "model_id: <%= ENV.fetch('MODEL', 'NAME') %>\n"),
    "ERB, script": ("a.sh.erb", SHELL),
    "template of Terraform": ("a.yaml.tftpl", "n: ${n}\n%{ if x }\nmodel_id: NAME\n%{ endif }\n"),
    "template of Terraform, script": ("a.sh.tftpl", SHELL),
    "template of Terraform, no form": ("a.tftpl", "#cloud-config\nmodel_id: NAME\n"),
    "Nunjucks": ("a.yaml.njk", "model_id: NAME\nb: {{ x }}\n"),
}
PEOPLE = {
    "text": "description: |\n  Run it so:\n  hf download NAME\n",
    "label": "steps:\n- name: hf download NAME\n  run: make\n",
    "prose": "about: |\n  Note: of these NAME was the first,\n  which hf download gets.\n",
}
SPELLED = {
    "SQL": (
        "a.sql",
        "select Snowflake.cortex.complete('llama3.1-8b', x), ai_complete('gpt-4o', x)",
    ),
    "path": ("a.py", "import os\nfrom_pretrained(os.path.join('google', 'gemma-2-2b-it'))"),
    "TypeScript": ("a.ts", "const x = 'google\\u002fgem\\x6da-2-2b-it'; const y = '\\u{67}pt-4o'"),
    "Go": ("a.go", 'var model = "google\\x2fgemma-2-2b-it"'),
    "Java": ("A.java", 'class A { String model = "google\\u002fgemma-2-2b-it"; }'),
    "not seen": ("a.yaml", 'model_id: "google/gem\u200bma-2\u00ad-2b-it"'),
    "not seen, Python": ("a.py", "from vllm import LLM\nLLM('goo\u2060gle/gemma-2-2b-it')"),
}


@pytest.mark.parametrize(("file", "text"), WITHIN.values(), ids=WITHIN)
def test_a_text_is_read_by_its_form(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text.replace("NAME", "google/gemma-2-2b-it"))
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "NAME" in one)
    found = find(tmp_path).references
    assert [(one.text, one.line) for one in found] == [("google/gemma-2-2b-it", line)]


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_a_text_for_people_is_no_command(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text.replace("NAME", "google/gemma-2-2b-it"))
    assert not find(tmp_path).references


@pytest.mark.parametrize(("file", "text"), SPELLED.values(), ids=SPELLED)
def test_a_name_is_read_as_it_is_meant(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text)
    found = find(tmp_path)
    assert {one.text for one in found.references} & {"google/gemma-2-2b-it", "llama3.1-8b"}
    assert ("gpt-4o" in text or "pt-4o" in text) == any(
        "gpt-4o" in one.text for one in found.references
    )
    seen = text.isascii()
    assert seen == (not any("invisible" in one.message for one in found.problems))
