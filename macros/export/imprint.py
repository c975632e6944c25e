"""What stands on everything that is published: which handbook, where, from which day, under which licence."""

from __future__ import annotations

from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
AUTHOR = "the handbook's contributors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a deployment says of itself."""

    title: str
    description: str
    address: str = ""
    """Where the site will be published, ending in a slash; nothing where that is not known."""
    date: str = ""
    """The day of the commit; nothing where that is not known."""

    def to(self, path: str) -> str:
        """The address of a file of the site: absolute where the deployment said its own, else from the home page."""
        return f"{self.address}{path}"
