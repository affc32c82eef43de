"""The rule files: where they are, what they must contain, what they mean."""

from functools import cache
from hashlib import sha256

from licensecheck.knowledge.files import rule_folder


@cache
def rules_version() -> str:
    """First 16 hex digits of the SHA-256 over names and contents of all rule files."""
    digest = sha256()
    root = rule_folder()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
