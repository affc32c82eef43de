"""Reads the tables that a run wrote, part by part."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licensecheck.batch.run import RUN, SUMMARY
from licensecheck.batch.schema import SCHEMA_VERSION, TABLES
from licensecheck.batch.shards import part
from licensecheck.batch.summary import Summary
from licensecheck.errors import UsageError

Run = Mapping[str, Any]
"""What `run.json` says of a run."""


def run_of(folder: Path) -> Run:
    """What a run was about; UsageError where a folder has no whole run of a schema that we read."""
    try:
        found = json.loads((folder / RUN).read_text("utf-8"))
        shards = list(found["shards"])
        major = str(found["schema"]).partition(".")[0]
    except (OSError, ValueError, TypeError, KeyError) as error:
        remedy = "Name the folder that `licensecheck batch DUMP -o FOLDER` wrote."
        raise UsageError(f"{folder} has no run of batch", remedy=remedy) from error
    if major != SCHEMA_VERSION.partition(".")[0]:
        raise UsageError(f"{folder} was written by another version: schema {found['schema']}")
    left = [at for at in range(len(shards)) if not part(folder, "models", at).is_file()]
    if left:
        remedy = "Go on with `licensecheck batch … --resume`."
        raise UsageError(f"{folder}: {len(left)} of {len(shards)} parts are missing", remedy=remedy)
    return {"rules": "", "licensecheck": "", "input": "", **found}


def summary_of(folder: Path) -> Summary:
    """The numbers of a whole run; UsageError where there are none."""
    try:
        found = json.loads((folder / SUMMARY).read_text("utf-8"))
        return Summary(**{one.name: found[one.name] for one in fields(Summary)})
    except (OSError, ValueError, TypeError, KeyError) as error:
        remedy = "Go on with `licensecheck batch … --resume`."
        raise UsageError(f"{folder} has no summary of a whole run", remedy=remedy) from error


def parts(folder: Path, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Some columns of each part of a table, in order; of those that it lacks, nulls.

    UsageError where a part cannot be read.
    """
    for at in range(len(run_of(folder)["shards"])):
        path = part(folder, table, at)
        try:
            file = pq.ParquetFile(path)
            known = [name for name in columns if name in file.schema_arrow.names]
            found = file.read(columns=known)
        except (OSError, pa.ArrowException) as error:
            raise UsageError(f"{path} cannot be read") from error
        for name in columns:
            if name not in known:
                nulls = pa.nulls(len(found), TABLES[table].field(name).type)
                found = found.append_column(name, nulls)
        yield found
