"""One file per format; pure: report in, text out."""
