"""Text with its positions: front matter, normalisation, clauses."""
