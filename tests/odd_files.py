"""What a hostile folder may hold instead of files."""

import contextlib
import os
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(path.parent):
        server.bind(path.name)


def device(path: Path) -> None:
    """A copy of /dev/zero, which never ends."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root makes devices")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD: tuple[Callable[[Path], None], ...] = (pipe, unix_socket, device, link_to_a_device)
"""Each makes something at a path that must not be read."""


@contextlib.contextmanager
def nested(folder: Path, depth: int) -> Iterator[None]:
    """So many folders in each other, deeper than a path may be long, for a while: neither Python
    nor pytest can remove them."""
    try:
        with contextlib.chdir(folder):
            for _ in range(depth):
                os.mkdir("nested")
                os.chdir("nested")
        yield
    finally:
        subprocess.run(["rm", "-rf", folder / "nested"], check=True)
