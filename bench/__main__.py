"""Run measurements and print each as one line of JSON: `python -m bench`, or `python -m bench standing quote`.

A module of this folder offers measurements by `MEASURES`, a mapping of a name to a function that returns a dict of
figures. Rule to remember: nothing runs but what is asked for; without names, everything does.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable

import bench

Measure = Callable[[], dict[str, object]]


def measures() -> dict[str, Measure]:
    """Every measurement that the modules of this folder offer, by name."""
    found: dict[str, Measure] = {}
    for module in sorted(pkgutil.iter_modules(bench.__path__), key=lambda each: each.name):
        if module.name != "__main__":
            found |= getattr(importlib.import_module(f"bench.{module.name}"), "MEASURES", {})
    return found


def main() -> int:
    """Run what the command line names."""
    offered = measures()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="*", help=f"one or several of: {', '.join(offered)}")
    asked = parser.parse_args().name or list(offered)
    unknown = sorted(set(asked) - set(offered))
    if unknown:
        parser.error(f"no measurement {', '.join(unknown)}; there are: {', '.join(offered)}")
    for name in asked:
        print(json.dumps({"measure": name, **offered[name]()}, default=str), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
