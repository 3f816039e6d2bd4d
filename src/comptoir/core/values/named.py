"""Something with an identity and a name in two languages, as reasons carry it: wording shows the reader's name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An id with its French and English names; a missing name is filled by the other, then by the id."""

    id: str
    name_fr: str = ""
    name_en: str = ""

    def name(self, language: str) -> str:
        """The name for a reader.

        >>> Named("MET", "Métrologie").name("en"), Named("x1").name("fr")
        ('Métrologie', 'x1')
        """
        own, other = (self.name_fr, self.name_en) if language == "fr" else (self.name_en, self.name_fr)
        return own or other or self.id

    def __str__(self) -> str:
        return self.name("en")
