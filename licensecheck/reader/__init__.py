"""What the names and the words of terms in a page mean, learned from labelled examples."""
