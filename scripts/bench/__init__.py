"""Measure the generator, the build and the search: `run.py bench`."""
