"""Make an installation smaller that only runs licensecheck: for CI and container images.

    .venv/bin/python requirements/slim.py          # the installation of this Python
    python -m requirements.slim .venv/lib/python3.13/site-packages

Takes away the symbols of compiled modules (with `strip` of binutils, where it is installed), the
tests of libraries, what they are compiled from, and what they offer that is never called. Such an
installation cannot be upgraded, only made again.
"""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

_TESTS = ("tests", "test")
_SOURCES = ("*.pyx", "*.pxd", "*.pyi", "*.c", "*.cpp", "*.h", "*.hh", "*.a")
_LEXERS = ("__init__.py", "_mapping.py", "python.py")
"""Of Pygments, whose other modules are loaded when a text in their language is shown."""
_UNCALLED = (
    "pip",
    "pip-*.dist-info",
    # spaCy's and thinc's metadata ask for it, and no module of theirs imports it: what says that it
    # is installed stays, for `pip check`.
    "setuptools",
    "_distutils_hack",
    "distutils-precedence.pth",
    "hf_xet",  # for downloads of weights
    "numpy/distutils",
    "numpy/f2py",
    "onnxruntime/transformers",
    "onnxruntime/quantization",
    "onnxruntime/tools",
    "onnxruntime/datasets",
    "onnxruntime/capi/libonnxruntime.so.*",  # for programs in C
)
_EMPTIED = ("blis/py",)
"""Compiled modules that are imported and never called: of blis, thinc calls `blis/cy`."""
_MAGIC = b"\x7fELF"


def slim(folder: Path) -> None:
    """Take away what is not needed to run from a folder of installed packages."""
    for unneeded in list(_unneeded(folder)):
        if unneeded.is_dir():
            shutil.rmtree(unneeded, ignore_errors=True)
        else:
            unneeded.unlink(missing_ok=True)
    for module in _EMPTIED:
        for compiled in folder.glob(f"{module}.*.so"):
            compiled.unlink()
            (folder / f"{module}.py").touch()
    if strip := shutil.which("strip"):
        for path in (one for one in folder.rglob("*.so*") if _is_compiled(one)):
            # One that cannot be stripped stays as it is.
            command = [strip, "--strip-unneeded", str(path)]
            subprocess.run(command, check=False, capture_output=True)


def _unneeded(folder: Path) -> Iterator[Path]:
    for name in _TESTS:
        yield from (path for path in folder.glob(f"*/**/{name}") if path.is_dir())
    for pattern in _UNCALLED:
        yield from folder.glob(pattern)
    for pattern in _SOURCES:
        yield from folder.rglob(pattern)
    lexers = folder.glob("pygments/lexers/*.py")
    yield from (path for path in lexers if path.name not in _LEXERS)
    yield from folder.glob("pygments/lexers/__pycache__")


def _is_compiled(path: Path) -> bool:
    with open(path, "rb") as file:
        return path.is_file() and file.read(4) == _MAGIC


if __name__ == "__main__":
    slim(Path(sys.argv[1] if sys.argv[1:] else sysconfig.get_path("purelib")))
