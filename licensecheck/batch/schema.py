"""The columns of the tables that a run writes; docs/batch.md says what they mean."""

import pyarrow as pa

SCHEMA_VERSION = "1.1"
"""Version 1.x only gains columns; 1.1 has `created`, `task` and `downloads`, and the policy's."""

_TEXT, _LIST = pa.string(), pa.list_(pa.string())
_PAIRS = pa.map_(_TEXT, _TEXT)


def _texts(names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _TEXT) for name in names.split()]


_THRESHOLD = pa.struct([("label", _TEXT), ("number", pa.float64()), *_texts("unit currency")])
TABLES = {
    "models": pa.schema(
        [
            *_texts("id revision modified created task"),
            ("downloads", pa.int64()),
            *_texts("level reason license license_source"),
            ("declared", _LIST),
            ("criteria", _PAIRS),
            ("restrictions", _LIST),
            ("rights", _PAIRS),
            ("thresholds", pa.list_(_THRESHOLD)),
            ("openwashing", _TEXT),
            *((name, _LIST) for name in ("openwashing_kinds", "bases", "conflicts")),
            ("score", pa.float64()),
            ("score_ceiling", pa.float64()),
            ("problems", _LIST),
            ("unread", pa.int32()),
            *_texts("essence gate"),
            ("gate_rules", _LIST),
            ("stopped", pa.bool_()),
        ],
        metadata={"licensecheck.schema": SCHEMA_VERSION},
    ),
    "findings": pa.schema(_texts("id rule kind severity confidence message document quote")),
    "edges": pa.schema(
        [*_texts("id source target relation license"), ("terms", _LIST), ("dropped", _LIST)]
    ),
    "problems": pa.schema([("row", pa.int64()), *_texts("id message"), ("judged", pa.bool_())]),
}
DRIFT = pa.schema(_texts("id direction what before after"))
"""Of a run that was compared with an earlier one."""
