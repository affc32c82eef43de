"""The gate: which findings stop an adoption."""
