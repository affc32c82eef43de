"""Commands one after another in one process, which begins in the surroundings to be tried.

    python -m tests.cli.together JSON

prints the exit code of each, and what it wrote to stdout and stderr, each byte as one character.
"""

import json
import os
import sys
from collections.abc import Sequence

from licensecheck.cli import main

Said = tuple[int, str, str]


def said(words: Sequence[str]) -> Said:
    """What a command comes to; its streams are files, and those of the process for what runs."""
    files, kept, stderr = (
        [os.memfd_create("said") for _ in "12"],
        (os.dup(1), os.dup(2)),
        sys.stderr,
    )
    sys.argv = ["licensecheck", *words]
    _lead((1, 2), files)
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stderr = stderr
        _lead((1, 2), kept)
    out, err = (os.pread(one, os.fstat(one).st_size, 0).decode("latin-1") for one in files)
    return code, out, err


def _lead(streams: Sequence[int], files: Sequence[int]) -> None:
    for stream, file in zip(streams, files, strict=True):
        os.dup2(file, stream)


if __name__ == "__main__":
    print(json.dumps([said(words) for words in json.loads(sys.argv[1])]))
