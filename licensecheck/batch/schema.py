"""The columns of the tables that a run writes; docs/batch.md says what they mean."""

import pyarrow as pa

SCHEMA_VERSION = "1.1"
"""Version 1.x only gains columns; 1.1 has `created`, `task` and `downloads`, and the policy's."""

_TEXT, _LIST = pa.string(), pa.list_(pa.string())
_TEXTS = pa.map_(_TEXT, _TEXT)
_THRESHOLD = pa.struct(
    [("label", _TEXT), ("number", pa.float64()), ("unit", _TEXT), ("currency", _TEXT)]
)

MODELS = pa.schema(
    [
        ("id", _TEXT),
        ("revision", _TEXT),
        ("modified", _TEXT),
        ("created", _TEXT),
        ("task", _TEXT),
        ("downloads", pa.int64()),
        ("level", _TEXT),
        ("reason", _TEXT),
        ("license", _TEXT),
        ("license_source", _TEXT),
        ("declared", _LIST),
        ("criteria", _TEXTS),
        ("restrictions", _LIST),
        ("rights", _TEXTS),
        ("thresholds", pa.list_(_THRESHOLD)),
        ("openwashing", _TEXT),
        ("openwashing_kinds", _LIST),
        ("bases", _LIST),
        ("conflicts", _LIST),
        ("score", pa.float64()),
        ("score_ceiling", pa.float64()),
        ("problems", _LIST),
        ("unread", pa.int32()),
        ("essence", _TEXT),
        ("gate", _TEXT),
        ("gate_rules", _LIST),
        ("stopped", pa.bool_()),
    ],
    metadata={"licensecheck.schema": SCHEMA_VERSION},
)
FINDINGS = pa.schema(
    [
        ("id", _TEXT),
        ("rule", _TEXT),
        ("kind", _TEXT),
        ("severity", _TEXT),
        ("confidence", _TEXT),
        ("message", _TEXT),
        ("document", _TEXT),
        ("quote", _TEXT),
    ]
)
EDGES = pa.schema(
    [
        ("id", _TEXT),
        ("source", _TEXT),
        ("target", _TEXT),
        ("relation", _TEXT),
        ("license", _TEXT),
        ("terms", _LIST),
        ("dropped", _LIST),
    ]
)
PROBLEMS = pa.schema(
    [("row", pa.int64()), ("id", _TEXT), ("message", _TEXT), ("judged", pa.bool_())]
)
DRIFT = pa.schema(
    [
        ("id", _TEXT),
        ("direction", _TEXT),
        ("what", _TEXT),
        ("before", _TEXT),
        ("after", _TEXT),
    ]
)
"""Of a run that was compared with an earlier one."""
TABLES = {"models": MODELS, "findings": FINDINGS, "edges": EDGES, "problems": PROBLEMS}
