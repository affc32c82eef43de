"""Where the classifier runs, found out without a word on the terminal."""

import contextlib
import ctypes
import io
import sys
from dataclasses import dataclass

_DRIVER = {"win32": "nvcuda.dll"}.get(sys.platform, "libcuda.so.1")
_MAKER = "onnxruntime-gpu"
CUDA = "CUDAExecutionProvider"
CPU = "CPUExecutionProvider"


@dataclass(frozen=True, slots=True)
class Device:
    """A choice with its reason, for `licensecheck doctor`."""

    name: str
    """cpu or cuda."""
    reason: str


def choose(wanted: str) -> Device:
    """The device for "auto", "cpu" or "cuda"; cuda only where a session could use it.

    The runtime's own list of providers names what was compiled in, not what is there, and a session
    that asks for a missing one writes to the terminal: so the driver is asked first.
    """
    if wanted == "cpu":
        return Device("cpu", "asked for")
    missing = _missing()
    if missing:
        asked = "cuda was asked for, but " if wanted == "cuda" else ""
        return Device("cpu", asked + missing)
    return Device("cuda", "asked for" if wanted == "cuda" else "an NVIDIA GPU and CUDA are there")


def _missing() -> str:
    """Why CUDA cannot be used; empty where it can."""
    from licensecheck.classify.runtime import onnxruntime

    if CUDA not in onnxruntime.get_available_providers():
        return f"the installed ONNX Runtime has no CUDA ({_MAKER} has)"
    if not _gpus():
        return "no NVIDIA GPU with a driver was found"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        onnxruntime.preload_dlls()
    return "" if _loads(_blas()) else f"{_blas()} was not found: install licensecheck-ai[cuda]"


def _gpus() -> int:
    """Number of GPUs the driver knows; 0 without a driver."""
    try:
        driver = ctypes.CDLL(_DRIVER)
        count = ctypes.c_int(0)
        failed = driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count))
    except (OSError, AttributeError):
        return 0
    return 0 if failed else count.value


def _blas() -> str:
    """The library of CUDA 13 whose absence makes a session fail aloud."""
    return "cublasLt64_13.dll" if sys.platform == "win32" else "libcublasLt.so.13"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
