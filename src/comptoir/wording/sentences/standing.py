"""Sentences of core.relation: the proof of a standing, capacities, and what is wrong with facts."""

# code -> (English, French)
SENTENCES: dict[str, tuple[str, str]] = {
    # steps of a proof
    "standing.employed": (
        "{subject} is employed by {object} ({valid}; source: {source}).",
        "{subject} travaille pour {object} ({valid} ; source : {source}).",
    ),
    "standing.employed_as": (
        "{subject} is employed by {object} as “{role}” ({valid}; source: {source}).",
        "{subject} travaille pour {object}, en qualité de « {role} » ({valid} ; source : {source}).",
    ),
    "standing.member": (
        "{subject} is a member of {object} ({valid}; source: {source}).",
        "{subject} a pour structure d'accueil {object} ({valid} ; source : {source}).",
    ),
    "standing.member_as": (
        "{subject} is a member of {object} as “{role:term}” ({valid}; source: {source}).",
        "{subject} a pour structure d'accueil {object}, en qualité de « {role:term} » ({valid} ; source : "
        "{source}).",
    ),
    "standing.part_of": (
        "{subject} is part of {object} ({valid}; source: {source}).",
        "{subject} a pour rattachement {object} ({valid} ; source : {source}).",
    ),
    "standing.controlled": (
        "{object} holds {share:percent} of the votes of {subject} and controls it ({valid}; source: {source}).",
        "{object} détient {share:percent} des voix chez {subject} et en a le contrôle ({valid} ; source : "
        "{source}).",
    ),
    "standing.holding": (
        "{object} holds {share:percent} of the votes of {subject} ({valid}; source: {source}).",
        "{object} détient {share:percent} des voix chez {subject} ({valid} ; source : {source}).",
    ),
    "standing.held_together": (
        "Companies of one group together hold {share:percent} of the votes of {subject} and control it.",
        "Des sociétés d'un même groupe détiennent ensemble {share:percent} des voix chez {subject} et en ont le "
        "contrôle.",
    ),
    "standing.agreement": (
        "{subject} has an agreement with {object} ({valid}; source: {source}).",
        "{subject} a une convention avec {object} ({valid} ; source : {source}).",
    ),
    "standing.agreement_as": (
        "{subject} has an agreement “{role}” with {object} ({valid}; source: {source}).",
        "{subject} a une convention « {role} » avec {object} ({valid} ; source : {source}).",
    ),
    "standing.industry": (
        "{subject} has the activity code {role} ({valid}; source: {source}).",
        "{subject} a le code d'activité {role} ({valid} ; source : {source}).",
    ),
    "standing.vat_group": (
        "{subject} is a member of the VAT group {role} ({valid}; source: {source}).",
        "{subject} est membre de l'assujetti unique {role} ({valid} ; source : {source}).",
    ),
    "standing.industry_declared": (
        "{subject} has the activity code {role}.",
        "{subject} a le code d'activité {role}.",
    ),
    "standing.acts_for": (
        "{subject} may act for {object} ({valid}; source: {source}).",
        "{subject} peut agir pour {object} ({valid} ; source : {source}).",
    ),
    "standing.bought": (
        "{subject} has bought from {object} ({valid}; source: {source}).",
        "{subject} a déjà acheté auprès du fournisseur {object} ({valid} ; source : {source}).",
    ),
    # conclusions
    "standing.same_entity": (
        "{customer} and {supplier} belong to the same legal entity, {entity}: internal customer.",
        "{customer} et {supplier} relèvent de la même entité juridique, {entity} : client interne.",
    ),
    "standing.same_group": (
        "{own_entity} and {entity} are companies of one group: {customer} is an internal customer of {supplier}.",
        "{own_entity} et {entity} sont d'un même groupe : pour {supplier}, {customer} est un client interne.",
    ),
    "standing.partner": (
        "{customer} does not belong to the organization of {supplier} but has an agreement with it: external "
        "customer, partner.",
        "{customer} n'appartient pas à l'organisation du fournisseur {supplier}, mais une convention les lie : "
        "client externe, "
        "partenaire.",
    ),
    "standing.same_industry": (
        "{customer} does not belong to the organization of {supplier} but to the same industry ({role}): external "
        "customer.",
        "{customer} n'appartient pas à l'organisation du fournisseur {supplier}, mais au même secteur "
        "d'activité ({role}) : "
        "client externe.",
    ),
    "standing.no_tie": (
        "No fact in force ties {customer} to the organization of {supplier}: external customer.",
        "Aucun fait en vigueur ne rattache {customer} à l'organisation du fournisseur {supplier} : client "
        "externe.",
    ),
    "standing.unknown_customer": (
        "{customer} is unknown: treated as external, to be reviewed.",
        "Tiers inconnu : {customer}. Traité comme externe, à vérifier.",
    ),
    "standing.unknown_supplier": (
        "{supplier} is not declared as a unit, so nothing ties {customer} to it: treated as external, to be "
        "reviewed.",
        "{supplier} n'est pas déclaré comme unité, rien ne lui rattache donc {customer} : traité comme externe, "
        "à vérifier.",
    ),
    # considered and set aside
    "standing.ended": (
        "Set aside, ended: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Écarté, terminé : {subject} – {relation} – {object}, {valid} (source : {source}).",
    ),
    "standing.not_begun": (
        "Set aside, not begun yet: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Écarté, pas encore commencé : {subject} – {relation} – {object}, {valid} (source : {source}).",
    ),
    "standing.role_outside": (
        "Set aside: {subject} is a member of {object}, but the role “{role}” does not count as inside "
        "({valid}; source: {source}).",
        "Écarté : {subject} a pour structure d'accueil {object}, mais la qualité « {role} » ne compte pas comme "
        "interne "
        "({valid} ; source : {source}).",
    ),
    "standing.control_too_small": (
        "Set aside: {object} holds {share:percent} of the votes of {subject}; only more than half is control "
        "({valid}; source: {source}).",
        "Écarté : {object} détient {share:percent} des voix chez {subject} ; il faut plus de la moitié pour le "
        "contrôle "
        "({valid} ; source : {source}).",
    ),
    "standing.outranked": (
        "Also true, but another tie comes first: {subject} – {relation} – {object}, {valid} (source: {source}).",
        "Vrai aussi, mais un autre lien l'emporte : {subject} – {relation} – {object}, {valid} (source : "
        "{source}).",
    ),
    "standing.agreement_elsewhere": (
        "Set aside: {subject} has an agreement with {object}, which is not above this supplier ({valid}; source: "
        "{source}).",
        "Écarté : {subject} a une convention avec {object}, qui n'est pas au-dessus de ce fournisseur ({valid} ; "
        "source : {source}).",
    ),
    # capacities
    "capacity.private": (
        "{subject} may always act privately.",
        "{subject} peut toujours agir à titre privé.",
    ),
    # what is wrong or doubtful with facts: what, where, why, how to mend
    "fact.unknown_party": (
        "“{found}” is not in people.csv, units.csv or organizations.csv, so this fact counts for nobody; "
        "declare it "
        "or correct the id.",
        "« {found} » ne figure ni dans people.csv, ni dans units.csv, ni dans organizations.csv : ce fait ne "
        "compte "
        "pour personne ; déclarez-le ou corrigez l'identifiant.",
    ),
    "fact.wrong_kind": (
        "“{found}” is declared as {kind:term}, but “{relation}” needs here: {expected:or}. Correct the id or "
        "the fact.",
        "« {found} » est déclaré comme {kind:term}, or « {relation} » demande ici : {expected:or}. Corrigez "
        "l'identifiant ou le fait.",
    ),
    "fact.outside_unit": (
        "This fact holds {valid}, but “{found}” exists {expected}; shorten one or lengthen the other.",
        "Ce fait vaut {valid}, mais « {found} » existe {expected} ; raccourcissez l'un ou prolongez l'autre.",
    ),
    "fact.object_not_needed": (
        "“{relation}” says nothing about “{found}”: leave “of” empty.",
        "« {relation} » ne dit rien de « {found} » : laissez « of » vide.",
    ),
    "fact.no_source": (
        "Nothing says where this is known from, so nobody can check it later; name the source.",
        "Rien ne dit d'où l'on tient ce fait, personne ne pourra le vérifier ; nommez la source.",
    ),
    "fact.no_role": (
        "“{relation}” says what it is about in “role” (the programme, the activity code), and it is empty; fill "
        "it in.",
        "« {relation} » indique son objet dans « role » (le programme, le code d'activité), or il est vide ; "
        "remplissez-le.",
    ),
    "fact.member_without_role": (
        "{subject} is a member of {object} without a role, which never counts as inside; name the role.",
        "{subject} a pour structure d'accueil {object}, sans qualité, ce qui ne compte jamais comme interne ; "
        "nommez la qualité.",
    ),
    "fact.no_share": (
        "Control depends on the share of votes, and it is empty: this holding does not count. Write the "
        "percentage.",
        "Le contrôle dépend de la part des voix, or elle est vide : cette participation ne compte pas. Écrivez le "
        "pourcentage.",
    ),
    "fact.share_range": (
        "A share of votes lies between 0 and 100 %, not at {found}; correct it.",
        "Une part des voix va de 0 à 100 %, pas {found} ; corrigez-la.",
    ),
    "fact.share_not_needed": (
        "“{relation}” has no share of votes: leave “share” empty.",
        "« {relation} » n'a pas de part des voix : laissez « share » vide.",
    ),
    "fact.votes_over_all": (
        "Together {found} % of the votes of {subject} are held: more than there are. Correct a share or end a "
        "holding.",
        "Au total, {found} % des voix chez {subject} sont détenues : plus qu'il n'en existe. Corrigez une part ou "
        "mettez fin à une participation.",
    ),
    "fact.overlap": (
        "{subject} – {relation} – {object} is already said by “{other}” ({at}) for {expected}; this row says it "
        "for {found}. End one where the other begins, or remove it.",
        "{subject} – {relation} – {object} est déjà dit par « {other} » ({at}) pour la période {expected} ; cette "
        "ligne le dit pour {found}. Terminez l'un où l'autre commence, ou supprimez-le.",
    ),
    "fact.two_parents": (
        "{subject} is part of “{found}” and at the same time of “{expected}” ({at}); a unit has one place at a "
        "time. "
        "End one of them.",
        "{subject} a pour rattachement « {found} » et en même temps « {expected} » ({at}) ; une unité n'a "
        "qu'une place "
        "à la fois. Mettez fin à l'un des deux.",
    ),
    "fact.tree_cycle": (
        "The units go round in a circle: {found}. None of them reaches a legal entity; remove one of these facts.",
        "Les unités tournent en rond : {found}. Aucune n'atteint d'entité juridique ; supprimez un de ces faits.",
    ),
    "fact.control_cycle": (
        "These companies control each other in a circle: {found}. Correct one of the shares.",
        "Ces sociétés se contrôlent en cercle : {found}. Corrigez une des parts.",
    ),
    "fact.gap": (
        "This ends on {found} and the next (“{other}”, {at}) begins on {expected}: one day between belongs to "
        "nobody. “valid_to” is the first day that is no longer valid; write {expected} if no gap is meant.",
        "Ce fait prend fin le {found} et le suivant (« {other} », {at}) commence le {expected} : un jour "
        "n'appartient "
        "à personne. « valid_to » est le premier jour qui n'est plus valable ; écrivez {expected} si aucun trou "
        "n'est voulu.",
    ),
    "fact.duplicate_id": (
        "The id “{found}” already stands at {at}; a correction could not tell the two apart. Give one another id.",
        "L'identifiant « {found} » figure déjà ici : {at} ; une correction ne saurait les distinguer. Donnez-en "
        "un "
        "autre à l'un des deux.",
    ),
    "fact.retracts_nothing": (
        "A retraction names in “corrects” what it withdraws, and it is empty; write the id of the fact.",
        "Un retrait nomme dans « corrects » ce qu'il annule, or c'est vide ; écrivez l'identifiant du fait.",
    ),
    "fact.corrects_unknown": (
        "No fact has the id “{found}”, so this corrects nothing; write the id of the fact that was wrong.",
        "Aucun fait n'a l'identifiant « {found} » : rien n'est corrigé ; écrivez l'identifiant du fait erroné.",
    ),
    "fact.corrects_itself": (
        "These corrections replace each other in a circle through “{found}”, so none of them holds; let the "
        "last one "
        "correct the first.",
        "Ces corrections se remplacent en cercle par « {found} », aucune ne vaut donc ; que la dernière corrige "
        "la "
        "première.",
    ),
    "fact.corrects_correction": (
        "“{found}” ({at}) is itself a correction; this row takes its place. Nothing to do if that is meant.",
        "« {found} » ({at}) est lui-même une correction ; cette ligne prend sa place. Rien à faire si c'est "
        "voulu.",
    ),
    "fact.corrected_twice": (
        "“{found}” is already corrected at {at}; only the last one learnt counts. Let this row correct that one.",
        "« {found} » est déjà corrigé ici : {at} ; seul le dernier connu compte. Que cette ligne corrige cette "
        "correction.",
    ),
    "fact.corrects_before": (
        "This was recorded on {found}, before the fact that it corrects (“{other}”, {expected}); correct one of "
        "the "
        "instants.",
        "Ceci a été enregistré le {found}, avant le fait corrigé (« {other} », {expected}) ; corrigez un des "
        "instants.",
    ),
}
