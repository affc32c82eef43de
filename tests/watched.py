"""Runs a command where it can reach nobody, and writes down every name that it asks for.

    python -m tests.watched LOG COMMAND...

It must run in network, mount and user namespaces of its own (`unshare -rnm`): the loopback
interface is the only one, and resolv.conf names a resolver here, which answers that no name exists.
"""

import fcntl
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

_SIOCSIFFLAGS, _UP = 0x8914, 1


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _UP))


def _resolver(log: Path) -> None:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def serve() -> None:
        while True:
            question, asker = server.recvfrom(512)
            with log.open("a") as lines:
                lines.write(_name(question) + "\n")
            # The same question back as an answer (first bit) without records: no such name (3).
            server.sendto(question[:2] + b"\x81\x83" + question[4:], asker)

    threading.Thread(target=serve, daemon=True).start()


def _name(question: bytes) -> str:
    """The name in a DNS question: parts with their length before each."""
    parts, at = [], 12
    while at < len(question) and (size := question[at]):
        parts.append(question[at + 1 : at + 1 + size].decode("ascii", "replace"))
        at += size + 1
    return ".".join(parts)


def main() -> int:
    log, command = Path(sys.argv[1]), sys.argv[2:]
    log.touch()
    _loopback_up()
    _resolver(log)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as settings:
        settings.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        settings.flush()
        subprocess.run(["mount", "--bind", settings.name, "/etc/resolv.conf"], check=True)
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
