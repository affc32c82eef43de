"""Who says what about which model: sentences of cards as typed values."""
