"""Files of SQLite that are only read, closed with whoever reads them."""

import sqlite3
from pathlib import Path
from urllib.parse import quote
from weakref import finalize


def opened(path: Path, reader: object) -> sqlite3.Connection:
    """A connection that cannot write; it is closed when nothing refers to the reader any more."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    store = sqlite3.connect(address, uri=True)
    finalize(reader, store.close)
    return store
