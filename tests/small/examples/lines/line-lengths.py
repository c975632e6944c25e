"""How long lines are that go right and up, and what they look like."""

from math import hypot
from pathlib import Path

STEPS = [(3, 4), (5, 12), (1, 1)]


def length(right: float, up: float) -> float:
    """The length of a line that goes so far right and so far up."""
    return hypot(right, up)


assert length(3, 4) == 5
for right, up in STEPS:
    print(f"{right:2} right, {up:2} up: {length(right, up):6.3f}")
print("```` and {{ braces }} are <plain> text & nothing else")

lines = "".join(f'<path d="M0 13l{right} -{up}" stroke="#0072b2"/>' for right, up in STEPS)
size = 'width="240pt" height="156pt" viewBox="0 0 20 13"'
Path("line-lengths.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{lines}</svg>')
