"""From values to what people and programs read: sentences once, then formats."""
