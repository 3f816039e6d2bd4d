"""What does `comptoir --help` show? Examples first, then the commands. Plain text, so that it comes at once."""

from __future__ import annotations

from collections.abc import Mapping

_TEXTS = {
    "en": """Comptoir: one counter for internal and external customers. Who is this customer
to us, what does it cost them, and why?

Examples
  comptoir demo                                     the demo company, served on this machine
  comptoir new my-company                           a folder to fill in, with a spreadsheet or an editor
  comptoir check my-company                         what is wrong, where, and how to mend it
  comptoir price --folder my-company --customer novatek --offering cmm --quantity "3 hours" --on 2026-11-23
  comptoir why claire --folder my-company --supplier MET --as-of 2026-11-23
  comptoir order place calibration --quantity "4 pieces" --as p20 --for ESS
  comptoir book take cmm --start "2026-11-24 09:00" --end "2026-11-24 12:00" --as p20

Commands
{commands}
Every command
  --help            its examples and options
  --lang fr|en      language (else COMPTOIR_LANG, LANG, then the company's)
  --quiet, -q       no words on stderr, only data and errors
  --no-color        no color (also NO_COLOR)
  --version         the version

Exit codes: 0 done, 1 failure, 2 usage, 3 some rows rejected, 4 conflict, 5 invariant broken, 130 interrupted.
Reference: docs/commands.md
""",
    "fr": """Comptoir : un seul comptoir pour les clients internes et externes. Qui est ce client
pour nous, que paie-t-il, et pourquoi ?

Exemples
  comptoir demo                                     l’entreprise de démonstration, servie sur cette machine
  comptoir new mon-entreprise                       un dossier à remplir, au tableur ou à l’éditeur
  comptoir check mon-entreprise                     ce qui ne va pas, où, et comment y remédier
  comptoir price --folder mon-entreprise --customer novatek --offering cmm --quantity "3 hours" --on 2026-11-23
  comptoir why claire --folder mon-entreprise --supplier MET --as-of 2026-11-23
  comptoir order place calibration --quantity "4 pieces" --as p20 --for ESS
  comptoir book take cmm --start "2026-11-24 09:00" --end "2026-11-24 12:00" --as p20

Commandes
{commands}
Toutes les commandes
  --help            ses exemples et ses options
  --lang fr|en      langue (sinon COMPTOIR_LANG, LANG, puis celle de l’entreprise)
  --quiet, -q       aucun message sur stderr, seulement les données et les erreurs
  --no-color        sans couleur (aussi NO_COLOR)
  --version         la version

Codes de sortie : 0 fait, 1 échec, 2 usage, 3 lignes rejetées, 4 conflit, 5 invariant rompu, 130 interrompu.
Référence : docs/commands.md
""",
}


def overview(commands: Mapping[str, tuple[str, str, str]], language: str) -> str:
    """The text of `comptoir --help`.

    commands  name -> (module, what it does in English, in French)
    """
    column = 2 if language == "fr" else 1
    listed = "".join(f"  {name:<17} {texts[column]}\n" for name, texts in commands.items())
    return _TEXTS[language].replace("{commands}", listed)
