"""Rules: what a rule file says, the gate its conditions pass, the run, the findings, and why.

`rule` (the nouns) <- `thresholds`, `tokens`, `syntax`, `lint`, `sql` (the condition language)
<- `gate`, `query` (to Polars, safely) <- `form`, `load` (TOML files) <- `compile`, `run`,
`findings` (a check) <- `examples`, `explain` (for authors and readers).
"""

from __future__ import annotations
