"""What the people of a simulation write. Their words are part of their roles, not texts of the bot."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from domain.people import Language

_DETAILS: Mapping[Language, tuple[str, ...]] = {
    Language.FRENCH: (
        "Le devis dépasse notre budget de 4 000 dirhams.",
        "Le fournisseur ne livre plus à Boujdour depuis deux semaines.",
        "La commune demande un document de plus.",
        "La machine est en panne, la pièce vient d’Agadir.",
        "Deux membres sont absentes, le travail attend.",
    ),
    Language.ARABIC: (
        "ثمن العرض أكبر من ميزانيتنا.",
        "المورّد لم يسلّم البضاعة منذ أسبوعين.",
        "الجماعة طلبت وثيقة إضافية.",
        "الآلة معطّلة وننتظر قطعة الغيار.",
        "عضوتان غائبتان والعمل متوقّف.",
    ),
}
_COMMENTS: Mapping[Language, tuple[str, ...]] = {
    Language.FRENCH: ("Merci pour la visite de la semaine dernière.", "La foire s’est bien passée."),
    Language.ARABIC: ("شكرا على زيارة الأسبوع الماضي.", "كان المعرض ناجحا."),
}
_RESOLUTIONS: Mapping[Language, tuple[str, ...]] = {
    Language.FRENCH: (
        "Rendez-vous pris avec la commune, le dossier part jeudi.",
        "Autre fournisseur trouvé à Laâyoune.",
        "Modèle de lettre envoyé, la banque répond sous dix jours.",
    ),
    Language.ARABIC: (
        "أخذنا موعدا مع الجماعة والملف جاهز.",
        "وجدنا موردا آخر في العيون.",
        "أرسلنا نموذج الرسالة وسيجيب البنك قريبا.",
    ),
}
_ARABIC_DIGITS = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٫")


def detail(language: Language, rng: Random) -> str:
    """A sentence about what blocks an action."""
    return rng.choice(_DETAILS[language])


def comment(language: Language, rng: Random) -> str:
    """Something else that a leader has to say."""
    return rng.choice(_COMMENTS[language])


def resolution(language: Language, rng: Random) -> str:
    """How a consultant has solved it."""
    return rng.choice(_RESOLUTIONS[language])


def number(value: Decimal, language: Language, rng: Random) -> str:
    """A number as people type it: with a decimal comma, and by half of the Arabic readers in their digits."""
    text = f"{value.normalize():f}".replace(".", ",")
    return text.translate(_ARABIC_DIGITS) if language is Language.ARABIC and rng.random() < 1 / 2 else text


def day(on: date) -> str:
    """A date as it is typed."""
    return f"{on:%d/%m/%Y}"
