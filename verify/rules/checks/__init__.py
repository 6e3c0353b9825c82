"""One file is one whole rule: its reasons, sources and examples beside the code that finds it."""
