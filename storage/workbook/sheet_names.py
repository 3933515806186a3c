"""What sheets and columns are called in French, Arabic and English. The first name is the one a template bears.

Names are compared by `fold`: without regard to case, accents, spaces, punctuation and what stands in brackets.
"""

from collections.abc import Mapping

from storage.workbook.sheets import SheetKind

Names = tuple[str, ...]

SHEET_NAMES: Mapping[SheetKind, Names] = {
    SheetKind.PROGRAMME: ("Programme", "Projet", "Program", "البرنامج", "برنامج"),
    SheetKind.PEOPLE: ("Personnes", "Personne", "Participants", "People", "Persons", "الأشخاص", "أشخاص"),
    SheetKind.COOPERATIVES: ("Coopératives", "Coopérative", "Cooperatives", "Co-operatives", "التعاونيات", "تعاونيات"),
    SheetKind.ACTIONS: ("Actions", "Action", "Plan d'action", "Plans d'action", "Action plan", "الأنشطة", "مخطط العمل"),
    SheetKind.INDICATORS: ("Indicateurs", "Indicateur", "Indicators", "المؤشرات", "مؤشرات"),
    SheetKind.EVENTS: ("Calendrier", "Agenda", "Calendar", "Events", "البرنامج الزمني", "الرزنامة", "المواعيد"),
    SheetKind.VIDEOS: ("Vidéos", "Vidéo", "Videos", "Video", "الفيديوهات", "فيديوهات", "فيديو"),
    SheetKind.GUIDE_SECTIONS: ("Guide", "Manuel", "Guide sections", "الدليل", "دليل التكوين", "دليل المواكبة"),
}

_CODE: Names = ("code", "id", "identifiant", "الرمز", "رمز", "كود")
_NAME: Names = ("nom", "name", "الاسم", "اسم")
_LANGUAGE: Names = ("langue", "language", "اللغة", "لغة")
_COOPERATIVE: Names = (
    "coopérative",
    "coopératives",
    "cooperative",
    "cooperatives",
    "التعاونية",
    "التعاونيات",
    "تعاونية",
)
_AXIS: Names = ("axe", "axis", "المحور", "محور")
_TITLE: Names = ("titre", "title", "العنوان", "عنوان")
_TITLE_AR: Names = (
    "titre en arabe",
    "titre arabe",
    "title in arabic",
    "arabic title",
    "العنوان بالعربية",
    "العنوان العربي",
)
_START: Names = ("début", "date de début", "start", "start date", "البداية", "تاريخ البداية", "بداية")

#: By sheet, the columns in the order of a template: the name of the field they fill, then their headers.
COLUMN_NAMES: Mapping[SheetKind, Mapping[str, Names]] = {
    SheetKind.PROGRAMME: {
        "name": _NAME,
        "start": _START,
        "months": ("mois", "durée en mois", "nombre de mois", "months", "عدد الأشهر", "الأشهر", "أشهر"),
        "time_zone": ("fuseau", "fuseau horaire", "time zone", "المنطقة الزمنية", "التوقيت"),
    },
    SheetKind.PEOPLE: {
        "code": _CODE,
        "name": (*_NAME, "nom et prénom", "full name", "الاسم الكامل"),
        "role": ("rôle", "role", "الدور", "دور"),
        "function": ("fonction", "function", "position", "الوظيفة", "المهمة", "الصفة"),
        "cooperatives": _COOPERATIVE,
        "phone": ("téléphone", "tél", "phone", "telephone", "mobile", "الهاتف", "رقم الهاتف"),
        "email": ("e-mail", "courriel", "mail", "adresse e-mail", "email address", "البريد الإلكتروني", "البريد"),
        "language": _LANGUAGE,
    },
    SheetKind.COOPERATIVES: {
        "code": _CODE,
        "name": (*_NAME, "nom français", "french name", "الاسم بالفرنسية"),
        "name_ar": ("nom arabe", "nom en arabe", "arabic name", "name in arabic", "الاسم بالعربية", "الاسم العربي"),
        "province": ("province", "الإقليم", "إقليم"),
        "commune": ("commune", "municipality", "الجماعة", "جماعة"),
        "activity": ("activité", "activity", "النشاط", "نشاط"),
        "members": ("membres", "adhérents", "members", "الأعضاء", "عدد الأعضاء", "المنخرطون"),
        "women": ("femmes", "dont femmes", "women", "النساء", "عدد النساء"),
        "language": _LANGUAGE,
        "voice": ("voix", "voice", "الصوت", "صوت"),
        "channel": ("canal", "channel", "القناة", "وسيلة التواصل"),
        "consultant": ("consultant", "consultante", "accompagnateur", "المستشار", "مستشار", "المواكب"),
    },
    SheetKind.ACTIONS: {
        "code": _CODE,
        "cooperative": _COOPERATIVE,
        "axis": _AXIS,
        "title": ("action", "activité", "intitulé", "title", "activity", "النشاط", "النشاط بالفرنسية"),
        "title_ar": (
            "action en arabe",
            "action arabe",
            "activité en arabe",
            "action in arabic",
            "arabic action",
            "النشاط بالعربية",
        ),
        "responsible": ("responsable", "responsible", "owner", "المسؤول", "المسؤول عن التنفيذ"),
        "start": _START,
        "deadline": ("échéance", "date limite", "fin", "deadline", "due date", "due", "آخر أجل", "الأجل"),
        "stakeholders": ("parties prenantes", "stakeholders", "partenaires", "الأطراف المعنية", "المتدخلون"),
        "priority": ("priorité", "priority", "الأولوية", "أولوية"),
    },
    SheetKind.INDICATORS: {
        "action": ("action", "code action", "code de l'action", "action code", "النشاط", "رمز النشاط"),
        "name": ("indicateur", "indicator", "المؤشر", "مؤشر"),
        "kind": ("type", "kind", "النوع", "نوع"),
        "unit": ("unité", "unit", "الوحدة", "وحدة القياس", "وحدة"),
        "baseline": ("base", "valeur de départ", "valeur de base", "baseline", "القيمة المرجعية", "القيمة الأساسية"),
        "target": ("cible", "valeur cible", "objectif", "target", "القيمة المستهدفة", "الهدف"),
    },
    SheetKind.EVENTS: {
        "code": _CODE,
        "kind": ("type", "kind", "النوع", "نوع"),
        "title": _TITLE,
        "on": ("date", "jour", "day", "التاريخ", "تاريخ"),
        "hour": ("heure", "time", "hour", "الساعة", "الوقت"),
        "place": ("lieu", "place", "location", "المكان", "مكان"),
        "cooperatives": _COOPERATIVE,
    },
    SheetKind.VIDEOS: {
        "code": _CODE,
        "axis": _AXIS,
        "title": _TITLE,
        "title_ar": _TITLE_AR,
        "source": ("fichier ou lien", "fichier", "lien", "file or link", "file", "link", "الملف أو الرابط", "الملف"),
        "seconds": ("durée", "duration", "length", "المدة", "مدة"),
    },
    SheetKind.GUIDE_SECTIONS: {
        "code": _CODE,
        "axis": _AXIS,
        "title": _TITLE,
        "title_ar": _TITLE_AR,
        "file": ("fichier", "file", "الملف", "ملف"),
    },
}
