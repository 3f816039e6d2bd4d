"""What is wrong with a usage record, a file of them, or the undoing of one."""

SENTENCES: dict[str, tuple[str, str]] = {
    "usage.unknown": (
        "There is no usage record {usage}. Look at the list of records.",
        "Le relevé d'usage {usage} n'existe pas. Regardez la liste des relevés.",
    ),
    "usage.nothing": (
        "Nothing says how much was used: state a quantity, or a start and an end.",
        "Rien ne dit combien a été utilisé : indiquez une quantité, ou un début et une fin.",
    ),
    "usage.quantity": (
        "{found:plain} is not a used quantity. State a number greater than nothing.",
        "{found:plain} n'est pas une quantité utilisée. Indiquez un nombre supérieur à zéro.",
    ),
    "usage.period": (
        "The use ends at {end}, not after its start at {start}. Correct one of them.",
        "L'utilisation finit à {end}, donc pas après son début à {start}. Corrigez l'un des deux.",
    ),
    "usage.future": (
        "{found} is still to come. A record says what was used already.",
        "{found} est encore à venir. Un relevé dit ce qui a déjà été utilisé.",
    ),
    "usage.unknown_offering": (
        "“{found}” is no offering of {supplier}. Correct the id, or choose an offering for the whole file.",
        "« {found} » n'est pas une offre de {supplier}. Corrigez l'identifiant, ou choisissez une offre pour tout"
        " le fichier.",
    ),
    "usage.unknown_customer": (
        "“{found}” is no known party. Correct the id, or declare the party first.",
        "« {found} » n'est pas un tiers connu. Corrigez l'identifiant, ou déclarez d'abord ce tiers.",
    ),
    "usage.unknown_booking": (
        "There is no booking {found} here. Correct the id, or leave it out.",
        "Il n'y a pas de réservation {found} ici. Corrigez l'identifiant, ou laissez-le vide.",
    ),
    "usage.half_period": (
        "A period has a start and an end; one of them is missing. Fill it in, or leave both out.",
        "Une période a un début et une fin ; l'un des deux manque. Complétez, ou laissez les deux vides.",
    ),
    "usage.same_as": (
        "Corrected like this, it says the same as the record {usage}. Check which of the two is right.",
        "Ainsi corrigé, il dit la même chose que le relevé {usage}. Vérifiez lequel des deux est juste.",
    ),
    "usage.differs": (
        "{source} gave a record with the id {external_id} before, and it said something else. If this is right,"
        " correct the record {usage}.",
        "{source} a déjà donné un relevé sous l'identifiant {external_id}, et il disait autre chose. Si celui-ci"
        " est juste, corrigez le relevé {usage}.",
    ),
    "usage.no_change": (
        "The correction says the same as the record. Change something, or leave the record as it is.",
        "La correction dit la même chose que le relevé. Changez quelque chose, ou laissez le relevé tel quel.",
    ),
    # files
    "usage.file_form": (
        "This file cannot be read: {found:plain}. Give a CSV file in UTF-8 with a header row, or a Parquet file.",
        "Ce fichier est illisible : {found:plain}. Donnez un fichier CSV en UTF-8 avec une ligne d'en-tête, ou"
        " un fichier Parquet.",
    ),
    "usage.file_long": (
        "This file has more than {most} rows. Cut it into several.",
        "Ce fichier a plus de {most} lignes. Découpez-le.",
    ),
    "usage.column_unknown": (
        "The file has no column “{found}”; it has {expected}. Correct the mapping.",
        "Le fichier n'a pas de colonne « {found} » ; il a {expected}. Corrigez la correspondance.",
    ),
    "usage.field_unknown": (
        "“{found}” is no field of a record: there are {expected}, and `measure:` with a unit.",
        "« {found} » n'est pas un champ d'un relevé : il y a {expected}, et `measure:` suivi d'une unité.",
    ),
    "usage.column_missing": (
        "No column says the {field:term}. Name one in the mapping, or state one value for the whole file.",
        "Aucune colonne ne donne ce champ : {field:term}. Indiquez-en une dans la correspondance, ou une valeur"
        " pour tout le fichier.",
    ),
    "usage.cell_missing": (
        "The cell {column:plain} is empty. Fill it in.",
        "La cellule {column:plain} est vide. Remplissez-la.",
    ),
    "usage.row_long": (
        "The row has {found} cells, the header {expected}. Put cells that hold the separator in quotes.",
        "La ligne a {found} cellules, l'en-tête {expected}. Mettez entre guillemets les cellules qui contiennent"
        " le séparateur.",
    ),
    # undoing
    "usage.import_unknown": (
        "There is no usage import {number}. Look at the list of imports.",
        "L'import d'usages {number} n'existe pas. Regardez la liste des imports.",
    ),
    "usage.import_undone": (
        "The usage import {number} was undone already.",
        "L'import d'usages {number} a déjà été annulé.",
    ),
    "usage.import_charged": (
        "{count} {count|record|records} of this import {count|is|are} charged already. Reverse the charges first.",
        "{count} {count|relevé de cet import est déjà facturé|relevés de cet import sont déjà facturés}. Annulez"
        " d'abord ces imputations.",
    ),
    "usage.import_corrected": (
        "{count} {count|record|records} of this import {count|was|were} corrected since. It can no longer be"
        " undone as a whole: correct what is wrong.",
        "{count} {count|relevé de cet import a été corrigé|relevés de cet import ont été corrigés} depuis. L'import"
        " ne peut plus être annulé en bloc : corrigez ce qui est faux.",
    ),
}
