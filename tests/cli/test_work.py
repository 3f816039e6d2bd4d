"""`comptoir work`: what is due is done and what waits is sent, once or again and again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from django.core import mail

from tests.cli.schemas import conforms
from tests.operations.clock.deeds import free_a_slot, open_with_mail


@pytest.mark.django_db
def test_it_does_what_is_due_and_sends_what_waits(run, settings) -> None:
    settings.COMPTOIR_TODAY = date(2026, 11, 20)
    open_with_mail()
    free_a_slot()

    told = run("work", "--format", "json")

    assert told.code == 0, told.err
    assert conforms(told.json, "work")
    assert told.json["mail"]["sent"] == 1
    assert [letter.to for letter in mail.outbox] == [["zoe@mail.example"]]
    assert "sent 0" in run("work", "--lang", "en").out


@pytest.mark.django_db
def test_without_a_company_it_says_so(run) -> None:
    told = run("work", "--lang", "en")

    assert told.code == 1
    assert "no company" in told.err
    assert run("work", "--every", "0").code == 2


@pytest.mark.slow
def test_beside_a_server_that_is_gone_it_ends(tmp_path) -> None:
    environment = {
        **os.environ,
        "COMPTOIR_HOME": str(tmp_path),
        "COMPTOIR_BESIDE": "1",
        "COMPTOIR_DATABASE_URL": "",
    }
    words = [sys.executable, "-m", "comptoir.cli", "work", "--every", "3600"]
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)

    done = subprocess.run(words, env=environment, check=False, timeout=120)

    assert done.returncode == 0
