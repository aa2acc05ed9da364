"""How the sample papers of Fernleigh Borough Council, which does not exist, are made.

One module per paper or part of a paper. Words are ours; shapes and flaws are those of papers that
councils really publish, so that whatever reads these has met them before it meets the real ones.
"""
