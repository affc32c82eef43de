#!/usr/bin/env python3
"""Checks truth.jsonl against repo/. Standard library only; prints counts; exit 1 on any fault."""
import ast
import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent
REPO = ROOT / "repo"
KINDS = {"reference", "decoy", "optional"}
HUBS = {"huggingface", "ollama", "api", "modelscope", "oci", "timm", "spacy", "other", "vendored", None}
SHA = re.compile(r"\b[0-9a-f]{40}\b")
faults = []


def need(ok, *what):
    if not ok:
        faults.append(" ".join(map(str, what)))


rows = [json.loads(l) for l in (ROOT / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
texts = {}
for p in sorted(REPO.rglob("*")):
    if p.is_file():
        texts[p.relative_to(REPO).as_posix()] = p.read_bytes()
labelled, seen, per_line = set(), set(), collections.defaultdict(list)

for r in rows:
    where = "%s:%s" % (r.get("file"), r.get("line"))
    need({"file", "line", "model", "hub", "pinned", "kind", "why"} <= set(r), where, "lacks a field")
    need(r["kind"] in KINDS and r["hub"] in HUBS and r["pinned"] in (True, False, None), where, "odd value")
    need(r["why"], where, "no reason")
    need(r["kind"] != "decoy" or r["hub"] is None, where, "decoy with a hub")
    need(r["kind"] == "decoy" or r["hub"], where, "no hub")
    key = (r["file"], r["line"], r["model"])
    need(key not in seen, where, r["model"], "twice")
    seen.add(key)
    need(r["file"] in texts, where, "no such file")
    if r["hub"] == "vendored" or r["file"].endswith((".safetensors", ".onnx", ".gguf", ".pt", ".bin")):
        need(r["model"] == r["file"].rsplit("/", 1)[-1], where, "vendored name")
        continue
    lines = texts[r["file"]].decode("utf-8").split("\n")
    need(1 <= r["line"] <= len(lines), where, "out of range")
    line = lines[r["line"] - 1]
    if r.get("composed"):
        need(r["why"].startswith("composed"), where, "composed, but the reason does not say so")
    else:
        need(r["model"] in line or r["model"].rsplit("/", 1)[-1] in line, where, r["model"], "not in the line")
        if "written" in r:
            need(r["written"] in line, where, r["written"], "not in the line")
    labelled.add((r["file"], r["line"]))
    per_line[r["file"], r["line"]].append(r)
    for other in r.get("also_lines", []):
        f, n = other.rsplit(":", 1)
        need(f in texts and 1 <= int(n) <= texts[f].decode().count("\n") + 1, where, "bad also_lines", other)
        labelled.add((f, int(n)))
    if r["pinned"] is True:
        ok = SHA.search("\n".join(lines)) or re.search(r"-\d+\.\d+\.\d+-py3", line)
        need(ok, where, "pinned, but no commit in the file")

# a decoy and a reference in one line must be tellable apart
for where, rs in per_line.items():
    for d in rs:
        for r in rs:
            if d["kind"] == "decoy" and r["kind"] == "reference":
                need(d["model"] not in r["model"] and r["model"] not in d["model"], where, "decoy overlaps reference")

# no line names a planted model, or anything like owner/name, without a label (the few allowed are listed)
names = {r["model"] for r in rows if r["kind"] != "decoy" and r["hub"] != "vendored" and len(r["model"]) > 9}
for f, raw in texts.items():
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        continue
    need("\u27e6" not in text and "\u27e7" not in text, f, "a mark was left in")
    for n, line in enumerate(text.split("\n"), 1):
        if (f, n) not in labelled:
            for m in names:
                need(m not in line, "%s:%d" % (f, n), m, "named in a line without a label")
    if f.endswith(".py"):
        ast.parse(text, f)
    if f.endswith((".json", ".ipynb")):
        json.loads(text)

for r in rows:
    if "cell" in r:
        cell = json.loads(texts[r["file"]])["cells"][r["cell"]]
        pool = [cell["source"]] + [o["text"] for o in cell.get("outputs", [])]
        need(any(len(p) >= r["cell_line"] and r["model"] in p[r["cell_line"] - 1] for p in pool), r["file"], "cell of", r["model"])

count = collections.Counter(r["kind"] for r in rows)
need(count["reference"] >= 180 and count["decoy"] >= 70, "too few", dict(count))
if faults:
    print("\n".join(faults))
    sys.exit(1)
table = collections.defaultdict(collections.Counter)
for r in rows:
    table[r["form"]][r["kind"]] += 1
print("%-26s %9s %8s %6s" % ("form", "reference", "optional", "decoy"))
for form in sorted(table):
    c = table[form]
    print("%-26s %9d %8d %6d" % (form, c["reference"], c["optional"], c["decoy"]))
print("%-26s %9d %8d %6d" % ("all", count["reference"], count["optional"], count["decoy"]))
refs = [r for r in rows if r["kind"] == "reference"]
print("files", len(texts), "| different models", len({r["model"] for r in refs}),
      "| hubs", dict(collections.Counter(r["hub"] for r in refs)),
      "| pinned", dict(collections.Counter(str(r["pinned"]) for r in refs)))
