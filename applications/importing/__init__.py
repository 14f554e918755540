"""From the table of any tracker to applications: read the file, map its columns, plan each row, make them."""
