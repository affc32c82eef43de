"""The distribution that is installed: with ONNX Runtime for GPUs, or for the CPU alone."""

NAME = "licensecheck-ai"
CPU = f"{NAME}-cpu"
"""The same source with `onnxruntime` in the place of `onnxruntime-gpu`."""


def version_of(distribution: str) -> str:
    """The version of an installed distribution; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def installed() -> tuple[str, ...]:
    """Those of the two that are installed: never both, as they own the same files."""
    return tuple(name for name in (NAME, CPU) if version_of(name))


def pip_install(*names: str) -> str:
    """The command that adds extras to what is installed."""
    found = installed() or (NAME,)
    return f"pip install '{found[0]}[{','.join(names)}]'"
