"""Text of a PDF, read by pypdf in a process of its own.

The library is large and its input hostile. A process can be stopped after some seconds, and has a
limit of memory where the system knows one.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from licensecheck.distribution import pip_install
from licensecheck.hubs.typeset.printed import Printed, PrintedDocumentError, bound

SECONDS = 4
"""Of a processor, for one document. One of 4 pages takes 0.3 s with the start of the process, one
of 20 pages 1 s."""
_WAIT = 2.5
"""Times as long on the clock: other work may hold the processor."""
_READER = Path(__file__).with_name("pdf_reader.py")


def pdf_text(data: bytes) -> Printed:
    """What a PDF shows; raises PrintedDocumentError where none of it can be read."""
    if importlib.util.find_spec("pypdf") is None:
        raise PrintedDocumentError(
            f"It is a PDF: `{pip_install('documents')}` to have it read, or read it yourself."
        )
    answer = _answer(data)
    if "pages" not in answer:
        reason = answer.get("reason", "cannot be read")
        raise PrintedDocumentError(f"It is a PDF that {reason}: read it yourself.")
    return bound(answer["pages"], answer["unread"])


def _answer(data: bytes) -> dict[str, Any]:
    """What the process said; empty where it said nothing."""
    named = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    modules = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-S", "-B", str(_READER), str(SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file; what was read is its input alone
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=named | modules,
            timeout=_WAIT * SECONDS,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return {"reason": f"takes more than {SECONDS} seconds to read, or crashes its reader"}
    except (OSError, ValueError):
        return {}
