"""The program behind `build` and `serve`: MkDocs, or ProperDocs, which continues it and answers to its name.

Whoever moves the handbook to the other one changes `DEFAULT` here and the list in requirements/site.in.
"""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path

from click.exceptions import Abort, ClickException

GENERATORS = ("mkdocs", "properdocs")
DEFAULT = "mkdocs"
CONFIGURATION = "mkdocs.yml"
OBJECTS = 50_000
"""How many new objects a build makes before Python looks for circles among them (its own answer is 700)."""


def build(generator: str, site: Path) -> int:
    """Build the site of the current folder, where every warning is an error; exit status.

    Nearly all that a build makes it keeps until its end, so Python need not look so often for what it could forget.
    """
    gc.set_threshold(OBJECTS)
    return run(generator, "build", "--strict", "--site-dir", str(site))


def serve(generator: str, address: str) -> int:
    """Serve the site of the current folder until it is interrupted; exit status."""
    return run(generator, "serve", "--dev-addr", address)


def run(generator: str, verb: str, *options: str) -> int:
    """Run the generator's own command line in this process; exit status.

    ProperDocs makes `import mkdocs` mean itself as soon as it is imported, for our hooks, the theme and its plugins.
    """
    try:
        cli = importlib.import_module(f"{generator}.__main__").cli
        cli.main(
            [verb, "--config-file", str(Path(CONFIGURATION).absolute()), *options],
            prog_name=generator,
            standalone_mode=False,
        )
    except ModuleNotFoundError as error:
        if error.name != generator:
            raise
        print(f"error: {generator} is not installed: python3 requirements/install.py site {generator}", file=sys.stderr)
        return 1
    except Abort:
        return 130
    except ClickException as error:
        error.show()
        return 1
    except SystemExit as error:
        return 1 if error.code else 0
    return 0
