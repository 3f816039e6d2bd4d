"""Mails: their subjects, which begin with what they are about, and the words around what they say."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "letter.greeting": ("Dear {name},", "Bonjour {name},"),
    "letter.greeting.nameless": ("Good day,", "Bonjour,"),
    "letter.go": ("Open at the counter", "Ouvrir au comptoir"),
    "letter.closing": (
        "{house}. This mail was sent by the counter, by itself.",
        "{house}. Ce message a été envoyé automatiquement par le comptoir.",
    ),
    "letter.any": ("News from the counter", "Des nouvelles du comptoir"),
    "letter.booking.slot_freed": (
        "{resource}: a slot is free for you",
        "{resource} : un créneau s'est libéré pour vous",
    ),
    "letter.booking.cancelled_by_supplier": (
        "{resource}: your booking is cancelled",
        "{resource} : votre réservation est annulée",
    ),
    "letter.booking.told.booked": ("{resource}: your booking", "{resource} : votre réservation"),
    "letter.booking.told.moved": (
        "{resource}: your booking has changed",
        "{resource} : votre réservation a changé",
    ),
    "letter.booking.told.cancelled": (
        "{resource}: your booking is cancelled",
        "{resource} : votre réservation est annulée",
    ),
    "booking.told.booked": (
        "{resource} is booked for you from {start} to {end}.",
        "{resource} est réservé pour vous du {start} au {end}.",
    ),
    "booking.told.series": (
        "{resource} is booked for you {count} {count|time|times}, the first time from {start} to {end}. All of them "
        "are in the calendar file.",
        "{resource} est réservé pour vous {count} fois, la première du {start} au {end}. Toutes les dates sont dans "
        "le fichier d'agenda.",
    ),
    "booking.told.restored": (
        "Your booking of {resource} stands again: from {start} to {end}.",
        "Votre réservation de {resource} est rétablie : du {start} au {end}.",
    ),
    "booking.told.moved": (
        "Your booking of {resource} is now from {start} to {end}.",
        "Votre réservation de {resource} est désormais du {start} au {end}.",
    ),
    "booking.told.cancelled": (
        "Your booking of {resource} from {start} to {end} is cancelled.",
        "Votre réservation de {resource} du {start} au {end} est annulée.",
    ),
    "letter.paper": ("{number:plain}: a document for you", "{number:plain} : un document pour vous"),
    "letter.paper.reminder": ("{number:plain}: please pay", "{number:plain} : à régler"),
    "letter.booking.late": ("{resource}: please bring it back", "{resource} : à rapporter"),
    "booking.late": (
        "{resource} was due back on {end}. Others are waiting for it: bring it back, or call the counter.",
        "{resource} était à rendre le {end}. D'autres l'attendent : rapportez-le ou appelez le comptoir.",
    ),
    "letter.account.invited": ("Your account at the counter", "Votre compte au comptoir"),
    "account.invited": (
        "An account was made for you. Your name to sign in with is {username}. Choose your password by this link; it "
        "serves once, for three days. After that, ask for another one on the sign-in page.",
        "Un compte a été créé pour vous. Votre nom de connexion est {username}. Choisissez votre mot de passe par ce "
        "lien ; il sert une seule fois, pendant trois jours. Ensuite, demandez-en un autre sur la page de connexion.",
    ),
    "letter.request.answer": ("Your question to the counter", "Votre question au comptoir"),
    "request.answer": (
        "{answer}\n\nYou had asked: {question}",
        "{answer}\n\nVous aviez demandé : {question}",
    ),
    # --- what stands against a question ---------------------------------------------------------------------------
    "request.empty": (
        "There is nothing written yet. Write a sentence.",
        "Rien n'est écrit. Écrivez une phrase.",
    ),
    "request.long": (
        "This text has {found} characters; {most} are the most. Shorten it.",
        "Ce texte a {found} caractères ; {most} au plus. Raccourcissez-le.",
    ),
    "request.address": (
        "“{found}” is no mail address. Write one such as ann@example.org, so that the answer finds you.",
        "« {found} » n'est pas une adresse électronique. Écrivez-en une comme ann@example.org, pour que la réponse "
        "vous parvienne.",
    ),
    "request.many": (
        "{most} questions a day are the most from one address. Wait for an answer, or ask again tomorrow.",
        "{most} questions par jour au plus pour une même adresse. Attendez une réponse, ou revenez demain.",
    ),
    "request.unknown": (
        "There is no question {request} that you could answer. Look at the list.",
        "Il n'y a pas de question {request} à laquelle vous puissiez répondre. Voyez la liste.",
    ),
    "request.answered": ("It was answered on {at}.", "Une réponse a été donnée le {at}."),
    "action.request.answer": ("answer questions here", "répondre aux questions ici"),
}
