"""How are findings gathered? All at once, never more than a screenful of one kind, in the order of the files.

`Findings` only collects; nothing here decides. `nearest` gives the did-you-mean of every unknown name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from comptoir.core.values import Finding, Place, Severity, Unreadable

# A spreadsheet with one wrong column would else repeat one finding for each of its rows.
MOST_OF_A_KIND = 100
_SHOWN = 80


class Findings:
    """A growing list of findings; of one code in one column of one file it keeps the first 100 and counts the rest."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def add(self, code: str, severity: Severity, place: Place, **params: object) -> None:
        """Keep one finding; long texts among its parameters are cut."""
        kind = (code, place.file, place.column)
        self._seen[kind] += 1
        if self._seen[kind] <= MOST_OF_A_KIND:
            self._kept.append(Finding(code, severity, place, tuple((k, cut(v)) for k, v in params.items())))

    def error(self, code: str, place: Place, **params: object) -> None:
        """Keep a finding that stops an import."""
        self.add(code, Severity.ERROR, place, **params)

    def warning(self, code: str, place: Place, **params: object) -> None:
        """Keep a finding that wants a decision."""
        self.add(code, Severity.WARNING, place, **params)

    def note(self, code: str, place: Place, **params: object) -> None:
        """Keep a finding that only informs."""
        self.add(code, Severity.NOTE, place, **params)

    def unreadable(self, problem: Unreadable, place: Place) -> None:
        """Keep what a small language could not read, where it stood."""
        self.error(problem.code, place, expected=problem.expected, found=problem.found)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep findings made elsewhere."""
        for finding in findings:
            self.add(finding.code, finding.severity, finding.place, **dict(finding.params))

    def all(self) -> tuple[Finding, ...]:
        """Everything found; a last note per kind tells how many more there were."""
        more = [
            Finding(
                "check.more",
                Severity.NOTE,
                Place(file, 0, column),
                (("found", count - MOST_OF_A_KIND), ("kind", code)),
            )
            for (code, file, column), count in self._seen.items()
            if count > MOST_OF_A_KIND
        ]
        return (*self._kept, *more)

    def has_errors(self) -> bool:
        """Whether any of them stops an import."""
        return any(finding.severity is Severity.ERROR for finding in self._kept)


def cut(value: object) -> object:
    """A parameter as a message can show it: texts on one line, at most 80 characters.

    >>> cut("a\\nb"), cut(12)
    ('a b', 12)
    """
    if not isinstance(value, str):
        return value
    text = " ".join(value.split()) if any(char in value for char in "\n\r\t") else value
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def nearest(found: str, known: Iterable[str]) -> str:
    """The known name most like one that is unknown; without one, the first few known names.

    >>> nearest("ofering", ["offering", "class"]), nearest("zzz", ["offering", "class"])
    ('offering', 'offering, class')
    """
    names = list(dict.fromkeys(known))
    folded = {name.casefold(): name for name in names}
    close = (
        get_close_matches(found[:_SHOWN].casefold(), folded, n=1, cutoff=0.6) if len(names) <= 5_000 else []
    )
    if close:
        return folded[close[0]]
    shown = ", ".join(names[:6])
    return shown + (" …" if len(names) > 6 else "")
