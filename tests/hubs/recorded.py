"""Answers of the real hub, as they were recorded, served on loopback.

File contents were not recorded. A card is served as the fields that the hub tells of it, a licence
that is known to be Apache-2.0 as that text; other files are missing, and behind a gate all are.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from licensecheck.text.yaml_head import written
from tests.conftest import ROOT
from tests.hubs.double import Asked, Double, Reply, as_json

API = "/api/models/"
APACHE = {"google-bert/bert-base-uncased"}


class RecordedHub(Double):
    """A hub without tokens that has what lies in a folder of recorded answers."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        found = (json.loads(one.read_text("utf-8")) for one in sorted(folder.glob("hf-*.json")))
        self.answers: dict[str, dict[str, Any]] = {
            urlsplit(one["request"].split()[1]).path.removeprefix(API): one
            for one in found
            if isinstance(one, dict)
        }

    def reply(self, asked: Asked) -> Reply:
        path = unquote(urlsplit(asked.path).path)
        if path.startswith(API):
            return self._info(path.removeprefix(API).partition("/revision/")[0])
        name, _, rest = path.lstrip("/").partition("/resolve/")
        return self._file(name, rest.partition("/")[2])

    def _info(self, name: str) -> Reply:
        answer = self.answers.get(name)
        if answer is None:
            return as_json({"error": "Invalid username or password."}, 401)
        kept = ("Location", "Content-Type", "ETag")
        headers = {key: value for key, value in answer["headers"].items() if key in kept}
        return Reply(answer["body"].encode(), answer["status"], headers)

    def _file(self, name: str, file: str) -> Reply:
        info = json.loads(self.answers[name]["body"])
        if info["gated"]:
            return Reply(b"", 401, {"X-Error-Code": "GatedRepo"})
        headers = {"X-Repo-Commit": info["sha"]}
        if file == "README.md":
            return Reply(f"---\n{written(info['cardData'])}---\n".encode(), 200, headers)
        if file == "LICENSE" and name in APACHE:
            return Reply((ROOT / "LICENSE").read_bytes(), 200, headers)
        return as_json({}, 404, X_Error_Code="EntryNotFound", **headers)
