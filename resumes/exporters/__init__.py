"""Writing a résumé in other people's formats: one module a format."""
