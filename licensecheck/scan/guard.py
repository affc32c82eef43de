"""Reads a file so that whatever is in it costs that file alone."""

import gc
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from licensecheck.scan.bounds import CostlyError, bounded
from licensecheck.scan.form import Form
from licensecheck.scan.source import SourceFile

_HERE = Path(__file__).parent.as_posix()


def read_guarded(form: Form, source: SourceFile) -> None:
    """Add what a file names. Where its reader fails, or the file costs more than one of its size
    may, that is a problem which hides models; what was found until then is kept."""
    try:
        with bounded(len(source.text)), _collected_once():
            form.read(source)
    except CostlyError as error:
        source.refuse(f"{error}; only a part of it was searched.")
    except RecursionError:
        source.refuse("it is nested too deeply to be read; only a part of it was searched.")
    except MemoryError:
        source.refuse("there is not enough memory to read it; only a part of it was searched.")
    except Exception as error:
        source.refuse(
            f"its reader failed ({_where(error)}), which is a defect of licensecheck: please report"
            " it; only a part of the file was searched."
        )


@contextmanager
def _collected_once() -> Iterator[None]:
    """Look for garbage at the end of a file alone: a syntax tree is large and none of it is garbage
    while the file is read, so that looking again and again took a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if was:
            gc.enable()


def _where(error: Exception) -> str:
    """The kind of an error, and the last place of ours that it went through."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).as_posix().startswith(_HERE)
    ]
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].lineno}"
