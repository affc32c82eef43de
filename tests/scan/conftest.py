"""The tree is data: what looks like a test in it is none of ours."""

collect_ignore = ["tree"]
