"""What is kept on disk between runs: where it lies, and the seal that says who put it there."""
