"""Code of the handbook's examples and exercises, run in a process of its own: clean, limited, and watched by a hook.

A lint and not a sandbox: it finds what an honest writer would not want, and holds nobody who means harm. Nothing here
runs in serve, build or check.
"""

from __future__ import annotations

from macros.running.child import SECONDS, Refusal, Run, run

__all__ = ["SECONDS", "Refusal", "Run", "run"]
