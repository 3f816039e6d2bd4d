"""An installation is told how to run by its environment alone, and keeps its secrets to itself."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from comptoir.config.database import database
from comptoir.config.secret import secret_key
from comptoir.config.security import ContentSecurityPolicy

BASE = Path("/srv")


def test_a_relative_sqlite_path_starts_from_the_base() -> None:
    assert database("sqlite:///var/a.sqlite3", base=BASE)["NAME"] == "/srv/var/a.sqlite3"
    assert database("sqlite:////data/a%20b.sqlite3", base=BASE)["NAME"] == "/data/a b.sqlite3"


def test_sqlite_writes_in_turn_and_survives_a_power_cut() -> None:
    options = database("sqlite:///a", base=BASE)["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode = WAL" in options["init_command"]
    assert "synchronous = FULL" in options["init_command"]


def test_a_postgresql_server_is_named_by_address_or_by_socket() -> None:
    far = database("postgresql://ann:s%40fe@db.example.org:5433/shop?sslmode=require", base=BASE)
    near = database("postgresql://postgres@/shop?host=/run/pg", base=BASE)

    assert (far["HOST"], far["PORT"], far["USER"], far["PASSWORD"]) == (
        "db.example.org",
        "5433",
        "ann",
        "s@fe",
    )
    assert far["OPTIONS"] == {"sslmode": "require"}
    assert (near["HOST"], near["NAME"], near["OPTIONS"]) == ("/run/pg", "shop", {})


@pytest.mark.parametrize("url", ["mysql://a/b", "sqlite://", "postgresql://host", "shop.sqlite3", ""])
def test_an_address_that_names_no_database_is_refused(url) -> None:
    with pytest.raises(ValueError, match="COMPTOIR_DATABASE_URL"):
        database(url, base=BASE)


def test_the_key_is_made_once_and_private(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("COMPTOIR_SECRET_KEY", raising=False)
    home = tmp_path / "home"

    first = secret_key(home)

    assert len(first) >= 50
    assert secret_key(home) == first
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_processes_that_start_together_agree_on_the_key(tmp_path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "COMPTOIR_SECRET_KEY"}
    program = "import sys; from pathlib import Path; from comptoir.config.secret import secret_key; "
    program += "print(secret_key(Path(sys.argv[1])))"

    started = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path], stdout=subprocess.PIPE, env=environment)
        for _ in range(4)
    ]
    keys = {process.communicate()[0] for process in started}

    assert len(keys) == 1


def test_every_answer_names_what_a_page_may_load() -> None:
    answer = ContentSecurityPolicy(lambda _: HttpResponse("hello"))(RequestFactory().get("/"))

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
