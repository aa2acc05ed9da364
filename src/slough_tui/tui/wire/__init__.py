"""What reaches the terminal: only the cells that changed, one frame at a time, nothing when nothing changes.

Textual writes whole lines. Over a slow link that is most of what a person waits for, so the frames of its
compositor go into a picture of the screen here, and what differs from the terminal's own is written.
`SLOUGH_PLAIN_OUTPUT=1` leaves all that out; the tests prove that both ways end in the same screen.
"""
