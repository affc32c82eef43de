"""The models that a snapshot releases, each with its weights and its own terms."""
