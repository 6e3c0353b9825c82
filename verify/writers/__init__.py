"""Run -> files. A writer turns data into data; only the edge opens a file."""
