"""Sweeps over the whole site: they walk the URL patterns, forms and tables themselves, so what is added later is
covered, or fails the build until somebody says what it is (places.py, people.py)."""
