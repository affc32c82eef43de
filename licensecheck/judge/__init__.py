"""Verdicts, level, score and open-washing."""
