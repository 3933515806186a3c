"""What the peers' bots ask: a short conversation of the shape of a check-in, with nothing stored."""

QUESTIONS = 3
ACTION = "Tenir le journal de caisse chaque semaine"
STATUSES = ("✅ Fait", "▶️ Avance", "⛔ Bloqué", "⚪ Pas commencé", "⏭ Passer")
RECORDED, THANKS = "✅ Enregistré", "🙏 Merci !"
CONFIRM = "ok"

#: Rows of buttons, each with its label and data.
Rows = list[list[tuple[str, str]]]


def question(place: int) -> tuple[str, Rows]:
    """A question's text (HTML) and buttons; after the last one the recap."""
    if place >= QUESTIONS:
        return "📋 Résumé du point de suivi", [[("✔️ Confirmer", CONFIRM)]]
    rows = [[(f"{number} {one}", f"{place}:{number}")] for number, one in enumerate(STATUSES)]
    text = f"<b>{place + 1}/{QUESTIONS}</b> · {ACTION}\n📅 Échéance : jeudi 31 décembre\n\nOù en est cette action ?"
    return text, rows


def answered(number: int) -> str:
    """What a question shows once it was answered (HTML)."""
    return f"<b>{number}</b> · ⏭ Passé"
