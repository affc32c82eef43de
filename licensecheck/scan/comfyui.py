"""Workflows of ComfyUI: nodes that load files of weights by their names."""

from collections.abc import Iterator

from licensecheck.scan.bounds import spend
from licensecheck.scan.keys import entries_of, read_address, values_of
from licensecheck.scan.places import Entry, Tree, Value, listed
from licensecheck.scan.source import SourceFile

_WEIGHTS = (".safetensors", ".sft", ".ckpt", ".pt", ".pth", ".bin", ".gguf", ".onnx")


def is_workflow(tree: Tree) -> bool:
    """True for a workflow, as the editor saves it or as it is sent to the server."""
    if not isinstance(tree, Entry):
        return False
    nodes = tree.get("nodes")
    if isinstance(nodes, tuple):
        return any(
            isinstance(one, Entry) and one.get("widgets_values") is not None for one in nodes
        )
    inner = tree.get("prompt") if isinstance(tree.get("prompt"), Entry) else tree
    return any(_is_node(node) for _, node in inner.items) if isinstance(inner, Entry) else False


def _is_node(tree: Tree) -> bool:
    return isinstance(tree, Entry) and bool(tree.get("class_type")) and bool(tree.get("inputs"))


def read_workflow(source: SourceFile, tree: Tree) -> None:
    """Note the files that loaders of weights are given, and addresses to download them from."""
    for loader, value in _given(tree):
        if value.text.lower().endswith(_WEIGHTS):
            source.add(value.text, value.line, loader, "comfyui")
    for value in values_of(tree):
        read_address(source, value)


def _given(tree: Tree) -> Iterator[tuple[str, Value]]:
    """Texts of nodes that load, with the name of the node."""
    for _, entry, _ in entries_of(tree):
        spend(0)
        kind = entry.said("class_type") or entry.said("type")
        if "load" not in kind.lower():
            continue
        inputs = entry.get("inputs")
        values = [v for _, v in inputs.items] if isinstance(inputs, Entry) else []
        for given in (*values, entry.get("widgets_values")):
            yield from ((kind, one) for one in listed(given))
