"""The parts of a model, and under which licence each is."""
