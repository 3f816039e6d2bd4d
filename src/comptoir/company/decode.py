"""What text do the bytes of a file hold? UTF-8 (with or without a mark), or UTF-16 with its mark; nothing is guessed.

A file that is really a spreadsheet, an archive or in an old encoding becomes one finding that says how to save it.
Line ends of Unix, Windows and old Macs are all one line end.
"""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import BinaryIO

from comptoir.company.collect import Findings
from comptoir.core.values import Place

LARGEST_FILE = 200_000_000
_CHUNK = 1 << 16

_MAGIC = (
    (b"PK\x03\x04", "a spreadsheet (.xlsx, .ods) or a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old spreadsheet (.xls) or a protected one"),
    (b"%PDF", "a PDF"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich text document"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def open_text(path: Path, place: Place, findings: Findings) -> io.TextIOWrapper | None:
    """Open a file as text with universal line ends, or say why it is none.

    returns   a text stream (the caller closes it), or None with a finding
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            findings.error("file.large", place, found=size, expected=LARGEST_FILE)
            return None
        with path.open("rb") as raw:
            encoding = _encoding(raw, place, findings)
        return path.open("r", encoding=encoding, newline=None) if encoding else None
    except OSError as problem:
        findings.error("file.closed", place, found=problem.strerror or type(problem).__name__)
        return None


def _encoding(raw: BinaryIO, place: Place, findings: Findings) -> str | None:
    """The encoding of a file, after all of its bytes have been tried."""
    head = raw.read(16)
    for mark, kind in _MAGIC:
        if head.startswith(mark):
            findings.error("file.not_text", place, found=kind, expected="CSV UTF-8")
            return None
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    decoder = codecs.getincrementaldecoder(encoding)()
    raw.seek(0)
    done, line = 0, 1
    while chunk := raw.read(_CHUNK):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as problem:
            # The decoder may have carried bytes over from the last chunk: its position counts from those.
            carried = len(problem.object) - len(chunk)
            before = problem.object[: problem.start].replace(b"\r\n", b"\n")
            line += before.count(b"\n") or before.count(b"\r")
            _not_utf8(problem, done - carried + problem.start, place._replace(line=line), findings)
            return None
        done += len(chunk)
        line += text.count("\n") or text.count("\r")
    if decoder.getstate()[0]:
        findings.error("file.encoding", place, expected="UTF-8", found="…", byte=done)
        return None
    return encoding


def _not_utf8(problem: UnicodeDecodeError, position: int, place: Place, findings: Findings) -> None:
    found = f"0x{problem.object[problem.start]:02X}"
    findings.error("file.encoding", place, expected="UTF-8", found=found, byte=position + 1)
