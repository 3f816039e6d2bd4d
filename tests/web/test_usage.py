"""A file of usage on the pages: what its columns say, what becomes of its rows, taking it in and taking it back."""

from __future__ import annotations

import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comptoir.web import uploads
from tests.web.test_orders import text

GOOD = "Client;Prestation;Jour;Durée (min);Numéro\nESS;cmm;2026-11-20;90;a1\np20;cmm;2026-11-21;30;a2\n"
BAD = "NOBODY;cmm;2026-11-20;5;a3\nESS;cmm;soon;5;a4\nESS;cmm;2026-11-20;many;a5\nESS;cmm;2026-11-20;91;a1\n"


@pytest.fixture
def marc(demo, settings, tmp_path):
    """Marc at the counter, with a folder of the test's own for files that wait."""
    settings.HOME = tmp_path
    return demo("marc")


def bring(client, content: str | bytes, name: str = "november.csv") -> str:
    """Bring a file; the address of its preview."""
    data = content.encode() if isinstance(content, str) else content
    answer = client.post("/en/usage/import/?supplier=MET", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def take_in(client, address: str) -> str:
    """Take a file in as it was shown; the address of the import."""
    hidden = dict(re.findall(r'type="hidden" name="(says-\d+)" value="([^"]*)"', text(client, address)))
    assert hidden
    answer = client.post(address, hidden)
    assert answer.status_code == 302
    return answer["Location"]


def test_columns_are_recognised_with_samples_and_how_sure_that_is(marc) -> None:
    page = text(marc, bring(marc, GOOD))

    assert '<option value="measure:minute" selected>' in page
    assert '<option value="customer" selected>' in page
    assert "90 · 30" in page
    assert "100% of 2 cells fit" in page
    assert re.search(r"<dt>New</dt><dd>2</dd>", page)


def test_faults_are_told_by_column_and_the_rest_comes_in(marc) -> None:
    take_in(marc, bring(marc, GOOD))
    address = bring(marc, GOOD.splitlines()[0] + "\n" + BAD + "ESS;cmm;2026-11-19;60;a6\n")
    page = text(marc, address)

    for told in (
        "<code>Client</code>",
        "NOBODY",
        "<code>Jour</code>",
        "soon",
        "<code>Durée (min)</code>",
        "many",
    ):
        assert told in page, told
    assert "<dt>Contradict a record: to correct</dt><dd>1</dd>" in page
    assert "<dt>Rejected</dt><dd>3</dd>" in page

    done = take_in(marc, address)
    page = text(marc, done)
    assert "<dt>Rejected</dt><dd>4</dd>" in page
    rejects = marc.get(f"{done}rejects.csv").content.decode()
    assert "NOBODY" in rejects
    assert len(rejects.strip().splitlines()) == 5


def test_a_file_comes_in_once_and_can_be_taken_back(marc) -> None:
    done = take_in(marc, bring(marc, GOOD))
    again = bring(marc, GOOD, "same under another name.csv")

    assert "taken in already, on" in text(marc, again)
    assert "november.csv" in text(marc, "/en/usage/")
    assert marc.post(f"{done}undo/").status_code == 302
    assert "Taken back" in text(marc, done)[:20_000] or "taken back" in text(marc, done)
    assert "import_undone" in marc.post(f"{done}undo/")["Location"]
    take_in(marc, again)


def test_another_mapping_is_looked_at_again(marc) -> None:
    address = bring(marc, "a;b;c;d\nESS;cmm;2026-11-20;2\n")
    first = marc.get(address)
    assert first.status_code == 409
    assert "a" in first.content.decode()

    said = "&says-0=customer&says-1=offering&says-2=day&says-3=measure:hour"
    page = text(marc, address + said)

    assert "<dt>New</dt><dd>1</dd>" in page
    assert '<option value="measure:hour" selected>' in page


def test_parquet_comes_in_too(marc) -> None:
    table = pyarrow.table(
        {"customer": ["ESS"], "offering": ["cmm"], "day": [date(2026, 11, 20)], "hours": [1.5]}
    )
    stream = BytesIO()
    pyarrow.parquet.write_table(table, stream)

    assert "<dt>New</dt><dd>1</dd>" in text(marc, bring(marc, stream.getvalue(), "door.parquet"))


def test_what_cannot_be_read_is_told(marc) -> None:
    empty = marc.post("/en/usage/import/?supplier=MET", {"file": SimpleUploadedFile("x.csv", b"")})
    torn = marc.get(bring(marc, b"PAR1 and then nothing", "x.parquet"))

    assert empty.status_code == 400
    assert torn.status_code == 409
    assert 'role="alert"' in torn.content.decode()


def test_a_waiting_file_is_its_bringers_alone_and_goes(marc, demo, tmp_path) -> None:
    address = bring(marc, GOOD, "../../etc/passwd")
    assert demo("marc").get(address).status_code == 404
    assert demo("claire").get(address).status_code == 404
    files = list((tmp_path / "uploads").iterdir())
    assert len(files) == 1
    os.utime(files[0], (0, 0))
    bring(marc, GOOD + "ESS;cmm;2026-11-18;1;z\n")

    assert [path for path in (tmp_path / "uploads").iterdir() if path == files[0]] == []
    assert marc.get(address).status_code == 404
    assert Path(uploads.__file__).exists()


def test_a_single_use_is_noted_and_set_right(marc) -> None:
    sent = {"offering": "cmm", "who": "claire petit", "day": "2026-11-20", "count": "1.5", "unit": "hour"}
    wrong = marc.post("/en/usage/new/", {**sent, "count": "x", "day": "soon", "who": "zzz"})
    assert wrong.status_code == 400
    assert wrong.content.decode().count('aria-invalid="true"') == 3
    assert marc.post("/en/usage/new/", {**sent, "day": "2027-01-01"}).status_code == 409
    assert marc.post("/en/usage/new/", sent).status_code == 302

    found = re.search(r'href="(/en/usage/records/[^"]+)"', text(marc, "/en/usage/"))
    assert found
    address = found.group(1)
    page = text(marc, address)
    assert 'value="1.5"' in page
    assert marc.post(address, {**sent, "key": "a"}).status_code == 409
    assert marc.post(address, {**sent, "count": "2", "key": "b", "note": "Read wrongly"}).status_code == 302
    page = text(marc, "/en/usage/")
    assert "2 hours" in page
    assert "Corrected since" in page


def test_usage_is_the_suppliers_business(marc, demo) -> None:
    done = take_in(marc, bring(marc, GOOD))

    for persona in ("claire", "novatek", "bruno", ""):
        client = demo(persona)
        for place in ("/en/usage/", "/en/usage/new/", "/en/usage/import/", done, f"{done}rejects.csv"):
            assert client.get(place).status_code == 404, (persona, place)
        assert client.post(f"{done}undo/").status_code == 404


def test_of_a_large_file_the_beginning_is_looked_at_and_all_of_it_comes_in(marc, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.web.views.usage.LOOKED_THROUGH", 2)
    monkeypatch.setattr("comptoir.operations.usage.importing.CHUNK", 2)
    address = bring(marc, GOOD + "p20;cmm;2026-11-21;45;a7\n")
    page = text(marc, address)

    assert "These are the file’s first 2 rows." in page
    assert "Take the whole file in" in page
    assert re.search(r"<dt>New</dt><dd>3</dd>", text(marc, take_in(marc, address)))
