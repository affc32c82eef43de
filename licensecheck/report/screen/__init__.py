"""What a person sees at a terminal, part by part; `formats/terminal.py` puts the parts together."""
