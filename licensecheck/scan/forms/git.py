"""Git's list of submodules: a model may be one."""

import re

from licensecheck.scan.source import SourceFile

FILES = (".gitmodules",)

_URL = re.compile(r"^\s*url\s*=\s*(\S+)")
_PATH = re.compile(r"^\s*path\s*=\s*(?:\S*/)?(?:models?|weights|checkpoints|pretrained)/\S")
_REPOSITORY = re.compile(
    r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?/?$"
)


def read(source: SourceFile) -> None:
    """Addresses on Hugging Face, and repositories in a folder of models; the commit is in git's
    own data."""
    in_models = False
    for line, text in source.lines():
        if text.lstrip().startswith("["):
            in_models = False
        in_models |= bool(_PATH.match(text))
        if found := _URL.match(text):
            code = _REPOSITORY.match(found[1]) if in_models else None
            if code:
                source.add(code[1], line, "git submodule", "torch-hub")
            source.add(found[1], line, "git submodule", "address")
