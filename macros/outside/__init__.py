"""The addresses outside the handbook: which there are, and whether they still lead to what they did.

A link dies, and worse, it turns into something else: the answer is 200, and the page is somebody else's. So what an
address led to last time is kept, and compared. Only `asking` and `owners` need packages beyond the site's, and only
`python -m macros links` asks anybody; no build, check or test does.
"""

from __future__ import annotations

from macros.outside.addresses import Address, Place, collect
from macros.outside.formats import FORMATS, findings
from macros.outside.keeping import Kept, Verdict, read_kept, write_kept

__all__ = ["FORMATS", "Address", "Kept", "Place", "Verdict", "collect", "findings", "read_kept", "write_kept"]


def agent(repository: str) -> str:
    """The name under which hosts are asked: what asks, why, and where somebody can be told to stop."""
    home = f"+{repository}" if repository else "a copy without an address of its own"
    return f"ml-engineer-handbook-links/1 ({home}; asks each link of a handbook once a week)"
