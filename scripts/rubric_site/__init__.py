"""Turn a rubric in YAML into the pages of a guidance site.

Imports point one way: errors ← model ← explain ← load ← check ← views ← render ← write ← generate.py.
"""
