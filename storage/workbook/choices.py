"""The words a cell may hold where a code is meant, in French, Arabic and English; the first is a template's.

Words are compared by `fold`, as headers are. Axes bear the diagnosis's short names and its longer ones.
"""

from collections.abc import Mapping
from enum import Enum

from domain.action_plan import IndicatorKind, Priority
from domain.people import Channel, Language, Role, Voice
from domain.programme import Axis, EventKind

ROLES: Mapping[Enum, tuple[str, ...]] = {
    Role.LEADER: ("dirigeant", "dirigeante", "leader", "مسير", "مسيرة", "مسؤول التعاونية"),
    Role.CONSULTANT: ("consultant", "consultante", "مستشار", "مستشارة", "مواكب", "مواكبة"),
    Role.STAFF: ("équipe", "membre de l'équipe", "staff", "team", "coordination", "الفريق", "فريق", "فريق البرنامج"),
}

LANGUAGES: Mapping[Enum, tuple[str, ...]] = {
    Language.ARABIC: ("ar", "arabe", "arabic", "العربية", "عربية", "عربي"),
    Language.FRENCH: ("fr", "français", "french", "الفرنسية", "فرنسية"),
}

VOICES: Mapping[Enum, tuple[str, ...]] = {
    Voice.NONE: ("non", "sans", "aucune", "no", "none", "لا", "بدون"),
    Voice.DARIJA: ("darija", "الدارجة", "دارجة"),
    Voice.HASSANIYA: ("hassaniya", "hassanya", "hassania", "الحسانية", "حسانية"),
    Voice.ARABIC: LANGUAGES[Language.ARABIC],
    Voice.FRENCH: LANGUAGES[Language.FRENCH],
}

CHANNELS: Mapping[Enum, tuple[str, ...]] = {
    Channel.TELEGRAM: ("telegram", "تيليغرام", "تلغرام", "تيليجرام"),
    Channel.PHONE: ("téléphone", "tél", "phone", "telephone", "appel", "الهاتف", "هاتف"),
    Channel.EMAIL: ("e-mail", "courriel", "mail", "البريد الإلكتروني", "بريد إلكتروني"),
}

AXES: Mapping[Enum, tuple[str, ...]] = {
    Axis.STRATEGY: (
        "stratégie",
        "vision stratégique",
        "vision et stratégie",
        "stratégie et vision",
        "manque de vision stratégique",
        "strategy",
        "strategic vision",
        "الاستراتيجية",
        "استراتيجية",
        "الرؤية الاستراتيجية",
    ),
    Axis.PRODUCTION: (
        "production",
        "production et qualité",
        "qualité et production",
        "production et hygiène",
        "الإنتاج",
        "إنتاج",
        "الإنتاج والجودة",
    ),
    Axis.COMMUNICATION: (
        "communication",
        "communication et marketing",
        "communication et promotion",
        "التواصل",
        "تواصل",
        "التواصل والتسويق",
    ),
    Axis.DISTRIBUTION: (
        "distribution",
        "distribution et commercialisation",
        "commercialisation",
        "vente",
        "distribution et vente",
        "sales",
        "التوزيع",
        "توزيع",
        "التسويق",
        "التوزيع والتسويق",
    ),
    Axis.ORGANISATION: (
        "organisation",
        "organisation et qualifications",
        "organisation et qualification",
        "qualifications et organisation",
        "organisation interne",
        "gouvernance",
        "organization",
        "governance",
        "organisation and qualifications",
        "التنظيم",
        "تنظيم",
        "التنظيم والمؤهلات",
        "التنظيم والكفاءات",
        "الحكامة",
    ),
    Axis.FINANCE: (
        "finance",
        "finances",
        "gestion financière",
        "gestion financière et comptable",
        "comptabilité",
        "financial management",
        "المالية",
        "مالية",
        "التدبير المالي",
        "التسيير المالي",
    ),
    Axis.FUNDING: (
        "moyens",
        "manque de moyens",
        "moyens financiers",
        "moyens et financement",
        "financement",
        "funding",
        "means",
        "lack of means",
        "الموارد",
        "الوسائل",
        "نقص الموارد",
        "نقص الوسائل",
        "قلة الإمكانيات",
        "الإمكانيات",
        "التمويل",
    ),
    Axis.TRAINING: (
        "formation",
        "formations",
        "formation des membres",
        "formation et transmission",
        "transmission de la formation",
        "training",
        "التكوين",
        "تكوين",
        "تكوين الأعضاء",
    ),
}

PRIORITIES: Mapping[Enum, tuple[str, ...]] = {
    Priority.HIGH: ("haute", "élevée", "urgente", "high", "عالية", "مرتفعة"),
    Priority.MEDIUM: ("moyenne", "normale", "medium", "normal", "متوسطة"),
    Priority.LOW: ("basse", "faible", "low", "منخفضة", "ضعيفة"),
}

INDICATOR_KINDS: Mapping[Enum, tuple[str, ...]] = {
    IndicatorKind.FOLLOW_UP: (
        "suivi",
        "indicateur de suivi",
        "follow-up",
        "monitoring",
        "التتبع",
        "تتبع",
        "مؤشر التتبع",
    ),
    IndicatorKind.PERFORMANCE: ("performance", "indicateur de performance", "الأداء", "أداء", "مؤشر الأداء"),
}

EVENT_KINDS: Mapping[Enum, tuple[str, ...]] = {
    EventKind.TRAINING: ("formation", "module", "module de formation", "training", "تكوين", "دورة تكوينية"),
    EventKind.WORKSHOP: ("atelier", "workshop", "ورشة"),
    EventKind.MEETING: ("réunion", "rencontre", "meeting", "اجتماع", "لقاء"),
}
