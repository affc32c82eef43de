"""Audits every model of a dump of a hub: one row a model, and each distinct thing judged once.

    input      reads dumps: Parquet, JSON, JSON lines, CSV, lists; gives records, shard by shard
    parquet    rows of Parquet files
    snapshots  models in a folder as rows
    record     what a dump says of one model
    collected  a record and its bases in the dump as what `collect` gives for one model
    cards      texts of cards by id, from a file beside the dump
    bases      the records that others name
    kept       both, by id in a file
    forms      what of a record decides the answers, without the names
    essence    the same of a record and all that it was made from
    places     names in texts as places
    answers    a report as rows with places for the names
    tables     the rows of a shard as tables
    shards     judges shards and writes their files
    work       what one process does
    local      processes of this machine
    on_ray     actors of a Ray cluster
    summary    what all of them together are
    run        the whole run
    written    reads the tables again
    census     counts them
    measures   figures of a census by name, and of studies beside them
    page       a census as a page

Raises SettingsError where pyarrow is not installed.
"""

from importlib.util import find_spec

from licensecheck.distribution import pip_install
from licensecheck.errors import SettingsError

if find_spec("pyarrow") is None:
    raise SettingsError("batch needs pyarrow", remedy=pip_install("tables"))
