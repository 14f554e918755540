"""One module a noun: the board, one application and its form, and what is done with one as a whole."""
