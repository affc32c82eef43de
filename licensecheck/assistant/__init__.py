"""A server of the Model Context Protocol: coding assistants ask before they add a model."""
