"""From labels to answers: verdicts, level, score, claims, lineage."""
