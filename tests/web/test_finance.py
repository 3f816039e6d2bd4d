"""Issue 4, point 6: charges in review, documents, month close, journal, cost centers, the check of the books."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable

import pyarrow.parquet
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comptoir.core.values import Amount
from comptoir.operations.actors import resolve_actor, the_machine
from comptoir.operations.charges import dispute_charge
from comptoir.operations.demo_roles import give_roles
from comptoir.operations.import_company import import_company
from comptoir.operations.paper import credit_invoice, get_paper
from comptoir.store.ledger.queries import sum_balances
from comptoir.store.models import Charge, JournalEntryRow, MonthClose, Paper
from tests.web import money
from tests.web.company import tables
from tests.web.conftest import AT, look_as
from tests.web.money import INSIDE, OTHER, OUTSIDE, PERIOD, SISTER, closed_month
from tests.web.worlds import spellings

Look = Callable[[str], Client]
RANDOM = re.compile(rb'(csrf[^"]*" value=")[^"]+|papers/[0-9A-Z]{10}/')
CLOSE = f"/en/closes/MET/{PERIOD}/"


@pytest.fixture
def month(demo, settings, tmp_path) -> money.Month:
    """A closed month, with an anchors' file of its own: what another test undid must not count against these books."""
    settings.HOME = tmp_path
    return closed_month()


def text(client: Client, address: str, status: int = 200) -> str:
    """A page's words, without tags."""
    answer = client.get(address)
    assert answer.status_code == status, address
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words.replace("\u202f", " ").replace("\xa0", " ").split())


def hidden(client: Client, address: str, name: str) -> str:
    """What a hidden field of a page says."""
    found = re.search(rf'name="{name}" value="([^"]*)"', client.get(address).content.decode())
    assert found, name
    return found[1]


def test_a_customer_accepts_a_charge_at_the_amount_it_saw(month) -> None:
    ben = look_as("novatek")
    address = f"/en/charges/{month.waiting}/"

    assert "1 charge waits for you" in text(ben, "/en/charges/")
    assert "8 days left" in text(ben, address)
    wrong = ben.post(address, {"verb": "accept", "amount": "1"})
    amount = hidden(ben, address, "amount")
    done = ben.post(address, {"verb": "accept", "amount": amount})

    assert (wrong.status_code, done.status_code) == (409, 302)
    assert Charge.objects.get(id=month.waiting).state == "accepted"


def test_a_charge_is_disputed_with_a_reason_and_answered_by_the_supplier(month) -> None:
    claire, marc = look_as("claire"), look_as("marc")
    address = f"/en/charges/{month.disputed}/"

    assert claire.post(address, {"verb": "dispute", "note": " "}).status_code == 400
    assert claire.post(address, {"verb": "dispute", "note": "Only two hours"}).status_code == 302
    assert "Disputed by Claire Petit" in text(claire, address)
    assert "Only two hours" in text(marc, address)
    assert marc.post(address, {"verb": "correct", "note": "Right", "instead": "x"}).status_code == 400
    corrected = marc.post(address, {"verb": "correct", "note": "Right", "instead": "50,00"})

    assert corrected.status_code == 302
    assert Charge.objects.filter(replaces=month.disputed).values_list("amount", flat=True).get() == 5000
    assert marc.post(address, {"verb": "nonsense"}).status_code == 404


def test_a_supplier_sees_what_is_disputed_and_set_aside(month) -> None:
    claire = resolve_actor("p20", at=money.NOW, acting_for="ESS")
    dispute_charge(month.disputed, reason="no", actor=claire, at=money.NOW)
    marc = look_as("marc")

    assert "Disputed" in text(marc, "/en/charges/supplied/?state=disputed")
    assert "Nothing is set aside" in text(marc, "/en/charges/supplied/")


def test_an_outsider_sees_its_own_invoice_in_every_form(month, tool, tmp_path) -> None:
    ben = look_as("novatek")
    paper = Paper.objects.get(number=month.invoice)
    address = f"/en/papers/{paper.public_id}/"

    assert month.invoice in text(ben, "/en/papers/")
    page = text(ben, address)
    assert "€9,503.24" in page
    assert "VIR 17" in page
    xml = ben.get(f"{address}document.xml")
    assert (xml.status_code, xml["Content-Type"]) == (200, "application/xml")
    pdf = ben.get(f"{address}document.pdf")
    path = tmp_path / "invoice.pdf"
    path.write_bytes(pdf.content)
    told = subprocess.run(
        [tool("pdftotext", "poppler-utils"), str(path), "-"], capture_output=True, check=True
    )
    assert month.invoice in told.stdout.decode()
    # It sees no hash, no maker and nothing that can be done.
    assert paper.hash not in page
    assert "Send it" not in page


def test_an_outsider_sees_nothing_of_anybody_else(month) -> None:
    """Every address of money, as an outsider and a passer-by: not there, or without a foreign amount."""
    foreign = [text for amount in (INSIDE, SISTER, OTHER) for text in spellings(Amount(amount, "EUR").major)]
    for persona in ("", "novatek"):
        client = look_as(persona)
        for address in everything(month):
            answer = client.get(address)
            body = plain(answer.content)
            assert answer.status_code in (200, 404), (persona, address)
            assert [one for one in foreign if one in body] == [], (persona, address)


def everything(month: money.Month) -> list[str]:
    """Every address of the pages of money that there is something at."""
    papers = [f"papers/{one}/" for one in (month.invoice, month.other_invoice, month.statement)]
    papers += [f"papers/{one.public_id}/" for one in Paper.objects.all()]
    entries = [f"journal/{one}/" for one in JournalEntryRow.objects.values_list("id", flat=True)]
    files = [
        f"journal/{entity}/journal.{form}"
        for entity in ("ARV", "ARN")
        for form in ("csv", "xlsx", "parquet", "txt")
    ]
    charges = [f"charges/{one}/" for one in Charge.objects.values_list("id", flat=True)]
    lists = ["charges/", "charges/supplied/", "papers/", "closes/", "journal/", "centers/", "verify/"]
    lists += ["charges/?cost_center=ESS-012", "journal/?cost_center=ESS-012", f"closes/MET/{PERIOD}/"]
    documents = [f"{one}document.{form}" for one in papers for form in ("pdf", "xml")]
    return [
        f"/{language}/{one}" for language in ("fr", "en")
        for one in (*lists, *papers, *documents, *entries, *files, *charges, f"closes/MET/{PERIOD}/certificate.json")
    ]  # fmt: skip


def plain(content: bytes) -> str:
    """All that a file says: a spreadsheet unpacked, a PDF's texts too."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if content.startswith(b"PAR1"):
        table = pyarrow.parquet.read_table(io.BytesIO(content))
        return "\n".join(str(cell) for column in table.columns for cell in column.to_pylist())
    if content.startswith(b"%PDF"):
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace")
    return content.decode("utf-8", "replace")


def test_the_detector_finds_a_foreign_amount(month) -> None:
    """The same sweep as the controller does find them, in every form of file."""
    ines = look_as("ines")
    secrets = spellings(Amount(SISTER, "EUR").major)
    found = {
        address.rpartition(".")[2]
        for address in everything(month)
        if "." in address and address.startswith("/en/") and month.statement not in address
        if any(one in plain(ines.get(address).content) for one in secrets)
    }

    assert {"csv", "xlsx", "parquet", "txt", "pdf", "xml"} <= found


def test_two_worlds_of_money_look_alike_from_outside(demo) -> None:
    """What differs inside alone (charges, a sister's invoice, another customer's) changes no byte for an outsider."""
    addresses = [f"/{language}/{one}" for language in ("fr", "en") for one in
                 ("charges/", "charges/OUT1/", "charges/IN1/", "papers/", "papers/ARV-2026-00003/", "centers/",
                  "closes/", "journal/", "journal/ARV/journal.csv", "verify/")]  # fmt: skip

    def seen() -> list[bytes]:
        client = look_as("novatek")
        return [RANDOM.sub(b"", client.get(one).content) for one in addresses]

    worlds = []
    for amounts in ((INSIDE, SISTER, OTHER), (71, 99_999_99, 5)):
        try:
            with transaction.atomic():
                closed_month(*amounts)
                worlds.append(seen())
                raise InterruptedError
        except InterruptedError:
            continue

    assert worlds[0] == worlds[1]


def test_the_controller_sends_reminds_and_records(month) -> None:
    ines = look_as("ines")
    paper = Paper.objects.get(number=month.other_invoice)
    address = f"/en/papers/{paper.public_id}/"
    owed = hidden(ines, address, "owed")

    stale = ines.post(address, {"verb": "pay", "owed": "1", "amount": "10", "day": "2026-11-20"})
    wrong = ines.post(address, {"verb": "pay", "owed": owed, "amount": "ten", "day": "x"})
    key = hidden(ines, address, "key")
    sent = {"verb": "pay", "owed": owed, "amount": "1000,00", "day": "2026-11-20", "key": key}
    done = ines.post(address, sent)

    assert (stale.status_code, wrong.status_code, done.status_code) == (409, 400, 302)
    assert ines.post(address, sent).status_code == 409  # The page is another one now.
    assert "Paid in part" in text(ines, address)
    early = ines.post(address, {"verb": "remind", "owed": hidden(ines, address, "owed")})
    assert early.status_code == 409
    assert "No reminder" in re.sub(r"<[^>]+>", "", early.content.decode())


def test_a_credit_note_of_a_line_is_issued_on_the_page(month) -> None:
    ines = look_as("ines")
    address = f"/en/papers/{Paper.objects.get(number=month.other_invoice).public_id}/"
    owed, key = hidden(ines, address, "owed"), hidden(ines, address, "key")

    assert ines.post(address, {"verb": "credit", "owed": owed, "key": key}).status_code == 400
    done = ines.post(
        address, {"verb": "credit", "owed": owed, "key": key, "line": "1", "reason": "complaint"}
    )

    assert done.status_code == 302
    assert "ARV-A-2026-00001" in text(ines, address)


@pytest.mark.parametrize("persona", ["marc", "claire", "novatek", "elsa", "adrien"])
def test_who_may_not_finds_no_button_and_no_way(month, persona: str) -> None:
    client = look_as(persona)
    address = f"/en/papers/{Paper.objects.get(number=month.invoice).public_id}/"

    for verb in ("send", "void", "reissue", "credit", "pay", "refund", "return", "remind", "write_off"):
        assert client.post(address, {"verb": verb, "owed": "0"}).status_code == 404


def test_a_month_is_closed_on_the_page_by_two_persons(demo) -> None:
    money._charge("OUT1", OUTSIDE, "NOV", "NOV", "invoice", "outsider")
    money._charge(
        "IN1", INSIDE, "ESS", "ARV", "cost center charge", "same entity", shares=f'[["ESS-012",{INSIDE}]]'
    )
    marc, ines = look_as("marc"), look_as("ines")

    assert "Not begun" in text(marc, CLOSE)
    assert marc.post(CLOSE, {"verb": "run"}).status_code == 302
    assert "0 of 2" in text(marc, CLOSE)  # It waits for two persons, and says so.
    for client in (marc, ines):
        stale = client.post(CLOSE, {"verb": "approve", "seen": "old", "total": "€1.00"})
        assert stale.status_code == 409
        assert "€1.00 then" in re.sub(r"<[^>]+>", "", stale.content.decode())
        approved = client.post(CLOSE, {"verb": "approve", "seen": hidden(client, CLOSE, "seen"), "total": ""})
        assert approved.status_code == 302
    assert marc.post(CLOSE, {"verb": "run"}).status_code == 302

    page = text(ines, CLOSE)
    assert "Closed" in page
    assert "ARV-SA" in page
    certificate = ines.get(f"{CLOSE}certificate.json")
    assert certificate.status_code == 200
    folder = zipfile.ZipFile(io.BytesIO(ines.get(f"{CLOSE}papers.zip").content))
    assert sorted(folder.namelist()) == sorted(f"{one.number}.pdf" for one in Paper.objects.all())
    assert all(folder.read(name).startswith(b"%PDF") for name in folder.namelist())
    assert sum(one.debit.minor - one.credit.minor for one in sum_balances()) == 0
    assert Paper.objects.count() == 2
    assert marc.post(CLOSE, {"verb": "run"}).status_code == 302  # Again it changes nothing.
    assert Paper.objects.count() == 2


def test_the_journal_balances_and_leads_back_to_the_charge(month) -> None:
    ines = look_as("ines")

    page = text(ines, "/en/journal/")
    assert "Debit less credit €0.00 balances" in page
    entry = JournalEntryRow.objects.get(source=f"invoice {month.invoice}").id
    told = ines.get(f"/en/journal/{entry}/").content.decode()
    assert f"/en/charges/{month.outside}/" in told
    assert re.search(r"/en/papers/[0-9A-Z]{10}/", told)
    assert month.invoice in text(ines, f"/en/charges/{month.outside}/") or "Its document" in text(
        ines, f"/en/charges/{month.outside}/"
    )
    assert "No entry here" in text(ines, "/en/journal/?account=999")


def test_the_files_of_the_journal_balance(month) -> None:
    ines = look_as("ines")

    fec = ines.get("/en/journal/ARV/journal.txt?since=2026-01-01&until=2027-01-01")
    rows = [line.split("\t") for line in fec.content.decode().splitlines()]
    assert len(rows[0]) == 18
    assert "402738157FEC20261231.txt" in fec["Content-Disposition"]
    cents = [sum(round(float(row[place].replace(",", ".")) * 100) for row in rows[1:]) for place in (11, 12)]
    assert cents[0] == cents[1] > 0
    assert ines.get("/en/journal/ZZZ/journal.txt").status_code in (404, 409), (
        "no file of books that nobody keeps"
    )
    assert ines.get("/en/journal/ARV/journal.csv").content.startswith(b"\xef\xbb\xbf")
    assert ines.get("/en/journal/ARV/journal.xlsx").content.startswith(b"PK")
    assert ines.get("/en/journal/ARV/journal.exe").status_code == 404
    assert look_as("marc").get("/en/journal/ARV/journal.csv").status_code == 404


def test_the_owner_of_a_cost_center_sees_its_spending_and_its_statement(month) -> None:
    bruno = look_as("bruno")

    page = text(bruno, "/en/centers/")
    assert "ESS-012" in page
    assert "€6,334.13" in page
    assert month.statement in text(bruno, "/en/papers/")
    assert "€6,334.13" in text(bruno, "/en/journal/?cost_center=ESS-012")
    assert look_as("claire").get("/en/journal/?cost_center=MET-002").status_code == 404


def test_the_books_are_verified_and_a_breach_is_a_red_card_that_names_it(month) -> None:
    adrien = look_as("adrien")
    assert "ARV-SA" in text(adrien, "/en/verify/")

    before = adrien.post("/en/verify/").content.decode()
    assert "not as it was issued" not in before

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER store_paper_kept_update")
        cursor.execute("UPDATE store_paper SET gross = gross + 1 WHERE number = %s", [month.invoice])
    broken = adrien.post("/en/verify/").content.decode()
    assert "not as it was issued" in broken
    assert month.invoice in broken
    assert look_as("marc").get("/en/verify/").status_code == 404


def test_sound_books_are_said_to_be_sound(sqlite, settings) -> None:
    """In a database of its own: the one that pages are tested with lets rows go between tests."""
    settings.COMPTOIR_DEMO, settings.COMPTOIR_TODAY = True, money.NOW.date()
    import_company(tables(), actor="tests", at=AT)
    give_roles(at=AT)

    assert "All is as it was written" in look_as("adrien").post("/en/verify/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_rows(month) -> None:
    ines, ben = look_as("ines"), look_as("novatek")
    places = [(ines, "/en/papers/"), (ines, "/en/journal/"), (ben, "/en/charges/"), (ines, "/en/closes/")]

    def counted() -> list[int]:
        counts = []
        for client, address in places:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    before = counted()
    for number in range(12):
        money._charge(f"MORE{number}", 100 + number, "NOV", "NOV", "invoice", "outsider", state="in review")

    assert counted() == before
    assert max(before) <= 20


def test_a_month_is_reviewed_beside_the_one_before(month) -> None:
    page = look_as("ines").get(CLOSE).content.decode()

    assert "By customer, beside the month before" in page
    assert "September 2026" in page
    assert "+€7,919.37" in page.replace("\xa0", "")


def test_years_lead_to_months_of_long_ago(month) -> None:
    ines = look_as("ines")
    MonthClose.objects.create(
        supplier="MET", entity="ARV", period="2019-03", number=1, state="undone", opened_at=AT, opened_by="p15",
        changed_at=AT,
    )  # fmt: skip

    assert "?supplier=MET&amp;year=2019" in ines.get("/en/closes/?supplier=MET").content.decode()
    assert "/en/closes/MET/2019-03/" in ines.get("/en/closes/?supplier=MET&year=2019").content.decode()
    assert ines.get("/en/closes/?supplier=MET&year=1850").status_code == 200


def test_all_that_was_issued_is_sent_from_the_list(month) -> None:
    """A credit note waits; one button sends it, and a count that changed sends nothing."""
    ines = look_as("ines")
    note = credit_invoice(month.invoice, reason="two hours too many", actor=money.controller(), at=money.NOW)

    page = ines.get("/en/papers/").content.decode()
    wrong = ines.post("/en/papers/", {"verb": "send", "count": "9"})
    outsider = look_as("novatek").post("/en/papers/", {"verb": "send", "count": "1"})
    sent = ines.post("/en/papers/", {"verb": "send", "count": "1"})

    assert "1 document was issued and not sent yet." in page
    assert (wrong.status_code, outsider.status_code, sent.status_code) == (409, 404, 302)
    assert get_paper(note, actor=the_machine("tests"), at=money.NOW).state == "sent"
    assert "not sent yet" not in ines.get("/en/papers/").content.decode()


def test_a_paper_that_is_rounded_says_so(demo, settings, tmp_path) -> None:
    """At 20 % no net comes to 0.99: 0.83 and 0.17 are 1.00, and the missing cent is told."""
    settings.HOME = tmp_path
    month = closed_month(other=83, other_gross=99)
    ines, rows = look_as("ines"), dict[str, str]()
    for number in (month.other_invoice, month.invoice):
        rows[number] = text(ines, f"/en/papers/{Paper.objects.get(number=number).public_id}/")

    assert re.search(
        r"Total €0\.99 Net of VAT €0\.8\d VAT €0\.1\d Rounding \S?€0\.01", rows[month.other_invoice]
    )
    assert "Rounding" not in rows[month.invoice]


def test_lists_tell_that_a_charge_was_taken_back_with_its_invoice(month) -> None:
    address = f"/en/charges/{month.outside}/"
    lists = (("novatek", "/en/charges/"), ("marc", "/en/charges/supplied/?supplier=MET"))

    def row(persona: str, page: str) -> str:
        told = look_as(persona).get(page).content.decode()
        return next(one for one in told.split("<tr") if address in one).casefold()

    assert all("reversed" not in row(*one) for one in lists)
    credit_invoice(month.invoice, reason="two hours too many", actor=money.controller(), at=money.NOW)
    assert all("reversed" in row(*one) for one in lists)
