"""The views of saved jobs."""
