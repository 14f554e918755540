"""What the editors of documents share: fields made from shapes, entries, the form as a whole, the pages it is on."""
