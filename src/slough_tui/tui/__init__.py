"""The screen: the only room that imports textual.

`slough_tui.tui.app.run` opens it. The state of the screen (`session`) and what it looks like in lines
(`painting`) know neither textual nor a terminal; `app` and `pane` put them on one.
"""

from __future__ import annotations
