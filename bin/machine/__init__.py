"""Prepares this machine and runs SaaSka on it: what bin/run and its neighbours do.

Only Python's standard library, because nothing else is there yet. Everything is written so that it may be
interrupted anywhere and started again: a thing is made under another name and renamed when whole, or it is
finished by a stamp that is written last.
"""
