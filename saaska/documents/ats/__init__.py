"""Reading our own PDF back, from its text alone, as an employer's software does.

Neither the data attached to a PDF nor its tags are looked at: only pieces of text in the order they are
drawn, with typeface, size, colour and place. What such a reader cannot tell, other people's cannot either.

reader.py reads a PDF; pieces.py gets its pieces, words.py knows headings, times and addresses, entries.py reads
jobs and studies, and resume.py is what comes out.
"""
