"""Policies of licensecheck, which speak of models and use none: a waiver is no reference."""

from pathlib import PurePosixPath

from licensecheck.knowledge.files import rule_files, rule_folder
from licensecheck.scan.places import Entry, Tree

NAMES = ("licensecheck-policy.yaml", "licensecheck-policy.yml")
"""Names of files that are policies, whatever is in them."""

TABLES = {
    "licensecheck.toml": ("policy",),
    "pyproject.toml": ("tool", "licensecheck", "policy"),
}
"""Where a policy stands in a file of settings."""

KEYS = frozenset(
    {"extends", "locked", "us", "rules", "allow", "deny", "unknown", "not-read", "ask", "tests"}
    | {"allow-unread", "bundle", "comments", "waivers", "baseline", "folders"}
)
"""All that a policy may have at its top: a file with more is none, and is refused as one."""

WAIVER = frozenset({"model", "rules", "reason", "author", "expires"})
"""What no waiver is without."""


def without_policy(file: str, tree: Tree) -> Tree:
    """The tree without what is a policy: the table of a settings file, or all of it."""
    if is_policy(tree):
        return ()
    keys = TABLES.get(PurePosixPath(file).name)
    return _without(tree, keys) if keys else tree


def is_policy(tree: Tree) -> bool:
    """True for what can only be a policy: it has no other keys, and has waivers with all that
    belongs to them, or extends one of our presets."""
    if not isinstance(tree, Entry) or not _names(tree) <= KEYS:
        return False
    waivers = tree.get("waivers")
    waives = isinstance(waivers, tuple) and bool(waivers) and all(map(_is_waiver, waivers))
    return waives or tree.said("extends") in _presets()


def _is_waiver(tree: Tree) -> bool:
    return isinstance(tree, Entry) and _names(tree) >= WAIVER


def _names(entry: Entry) -> set[str]:
    return {name.text for name, _ in entry.items}


def _presets() -> set[str]:
    return {path.stem for path in rule_files(rule_folder("policies"))}


def _without(tree: Tree, keys: tuple[str, ...]) -> Tree:
    """The tree without the value at a path of keys."""
    if not isinstance(tree, Entry):
        return tree
    first, *rest = keys
    return Entry(
        tuple(
            (name, _without(value, tuple(rest)) if name.text == first else value)
            for name, value in tree.items
            if rest or name.text != first
        )
    )
