"""The rule files: where they are, what they must contain, what they mean."""
