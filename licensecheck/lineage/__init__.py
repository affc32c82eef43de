"""What a model was made from, and which terms come with it."""
