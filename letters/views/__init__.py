"""One module a noun: the list and its acts, the editor, the download."""
