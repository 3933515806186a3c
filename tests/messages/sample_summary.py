"""A made-up month: of a cooperative, of the whole programme, and one in which nothing happened."""

from datetime import date
from decimal import Decimal

from domain.action_plan import Constraint
from domain.lights import Light
from domain.people import Channel
from domain.period import Month
from domain.programme import Axis
from domain.summary import (
    ConstraintLine,
    ContentLine,
    CooperativeLine,
    DoneLine,
    IndicatorLine,
    LightCount,
    PlannedLine,
    Response,
    Summary,
    Titled,
)

JANUARY = Month(2027, 1)
PROGRAMME = "Accompagnement des coopératives du Sud (données fictives)"
NAMES = (
    ("Nour Al Marsa", "نور المرسى"),
    ("Sanabil Assakia", "سنابل الساقية"),
    ("Niyag Al Khayr", "نياق الخير"),
    ("Khayt Assahra", "خيط الصحراء"),
    ("Hennat Al Badia", "حناء البادية"),
    ("Rimal Services", "رمال للخدمات"),
    ("Boustan Al Oued", "بستان الواد"),
    ("Jild wa Tiraz", "جلد وطراز"),
    ("Tamr wa Zad", "تمر وزاد"),
    ("Amwaj Boujdour", "أمواج بوجدور"),
    ("Sabbar Lamssid", "صبار لمسيد"),
    ("Dawajin Jraifia", "دواجن الجريفية"),
    ("Nassij Al Manara", "نسيج المنارة"),
    ("Sayd Aftissat", "صيد أفتيسات"),
    ("Aloe Tah", "ألوفيرا الطاح"),
    ("Naïla Écotour", "نعيلة للسياحة البيئية"),
    ("Asdaf Akhfennir", "أصداف أخفنير"),
    ("Zad El Hagounia", "زاد الحكونية"),
)
AMWAJ = Titled(fr="Amwaj Boujdour", ar="أمواج بوجدور")

_TITLES = {
    "P1": Titled(fr="Faire le plan d'aménagement et les devis", ar="إعداد تصميم التهيئة وعروض الأثمان"),
    "P2": Titled(fr="Mettre les locaux à niveau", ar="تأهيل المقر"),
    "P3": Titled(fr="Déposer le dossier ONSSA", ar="إيداع ملف أونسا"),
    "P6": Titled(fr="Faire analyser les produits", ar="إجراء التحاليل المخبرية"),
    "C2": Titled(fr="Mettre les étiquettes en conformité", ar="مطابقة العنونة للقانون"),
    "F1": Titled(fr="Tenir le cahier de caisse chaque semaine", ar="مسك دفتر الصندوق كل أسبوع"),
    "L1": Titled(fr="Monter le dossier INDH", ar="إعداد ملف المبادرة الوطنية للتنمية البشرية"),
    "G2": Titled(fr="Écrire les fiches de poste", ar="كتابة بطاقات المناصب"),
}


def _done(cooperative: Titled, code: str, axis: Axis, day: int, *, verified: bool) -> DoneLine:
    return DoneLine(
        cooperative=cooperative,
        action_code=code,
        title=_TITLES[code.rsplit("-", maxsplit=1)[-1]],
        axis=axis,
        responsible="présidente",
        done_on=date(2027, 1, day),
        verified=verified,
        answer_ids=(day, day + 100),
    )


def _planned(cooperative: Titled, code: str, axis: Axis, deadline: date, light: Light) -> PlannedLine:
    return PlannedLine(
        cooperative=cooperative,
        action_code=code,
        title=_TITLES[code.rsplit("-", maxsplit=1)[-1]],
        axis=axis,
        responsible="responsable production",
        deadline=deadline,
        days_late=max((date(2027, 1, 31) - deadline).days, 0),
        light=light,
    )


def _blocked(cooperative: Titled, code: str, reason: Constraint, age: int, *, solved: bool = False) -> ConstraintLine:
    return ConstraintLine(
        cooperative=cooperative,
        action_code=code,
        title=_TITLES[code.rsplit("-", maxsplit=1)[-1]],
        reason=reason,
        words="مازال خاصنا المساهمة ديالنا، 40 % ديال المشروع" if reason is Constraint.MONEY else "Le guichet attend.",
        voice_notes=1 if reason is Constraint.MONEY else 0,
        opened_on=date(2027, 1, 6),
        age_days=age,
        solved_on=date(2027, 1, 22) if solved else None,
        resolution="Rendez-vous obtenu à la DAS." if solved else "",
        decider="commune ; INDH",
        answer_ids=(31, 32),
    )


def _indicator(cooperative: Titled, code: str, name: str, unit: str, target: int, actual: int | None) -> IndicatorLine:
    known = None if actual is None else Decimal(actual)
    return IndicatorLine(
        cooperative=cooperative,
        action_code=code,
        name=name,
        unit=unit,
        baseline=Decimal(0),
        target=Decimal(target),
        actual=known,
        gap=None if known is None else Decimal(target) - known,
        progress_percent=None if actual is None else round(100 * actual / target),
        read_on=None if actual is None else date(2027, 1, 20),
    )


def _lines(name: Titled, code: str) -> dict[str, tuple[object, ...]]:
    blocked = (
        _blocked(name, f"{code}-P2", Constraint.MONEY, 38),
        _blocked(name, f"{code}-C2", Constraint.PARTNER, 16, solved=True),
    )
    return {
        "done": (
            _done(name, f"{code}-P1", Axis.PRODUCTION, 6, verified=True),
            _done(name, f"{code}-G2", Axis.ORGANISATION, 21, verified=False),
        ),
        "planned": (
            _planned(name, f"{code}-F1", Axis.FINANCE, date(2026, 12, 31), Light.RED),
            _planned(name, f"{code}-C2", Axis.COMMUNICATION, date(2027, 2, 28), Light.AMBER),
            _planned(name, f"{code}-L1", Axis.FUNDING, date(2027, 2, 28), Light.GREEN),
        ),
        "constraints": blocked,
        "decisions": blocked[:1],
        "indicators": (
            _indicator(name, f"{code}-P2", "Travaux réalisés", "%", 100, 40),
            _indicator(name, f"{code}-P3", "Récépissé de dépôt", "récépissé", 1, None),
            _indicator(name, f"{code}-F1", "Semaines tenues dans le mois", "semaines", 4, 3),
        ),
    }


_CONTENT = (
    ContentLine(code="V1", title=Titled(fr="La procédure ONSSA", ar="مسطرة أونسا"), opened=7),
    ContentLine(code="S05", title=Titled(fr="Le cahier de caisse", ar="دفتر الصندوق"), opened=3),
)
_LIGHTS = (
    LightCount(light=Light.DONE, now=3, before=1),
    LightCount(light=Light.GREEN, now=4, before=5),
    LightCount(light=Light.AMBER, now=1, before=2),
    LightCount(light=Light.RED, now=2, before=1),
    LightCount(light=Light.GREY, now=0, before=1),
)


def cooperative_month() -> Summary:
    """January of Amwaj Boujdour: a draft, one check-in complete by phone."""
    return Summary(
        month=JANUARY,
        programme=PROGRAMME,
        cooperative=AMWAJ,
        cooperative_code="C10",
        as_of=date(2027, 1, 28),
        final=False,
        response=Response(
            due=2,
            complete_alone=1,
            complete_by_phone=1,
            answers_by_channel=((Channel.TELEGRAM, 9), (Channel.PHONE, 4)),
        ),
        lights=_LIGHTS,
        content=_CONTENT,
        calls_wished=1,
        not_asked=2,
        actions_total=10,
        actions_done_total=3,
        **_lines(AMWAJ, "C10"),  # type: ignore[arg-type]
    )


def programme_month() -> Summary:
    """January of all eighteen cooperatives."""
    names = [Titled(fr=french, ar=arabic) for french, arabic in NAMES]
    parts = [_lines(name, f"C{place:02d}") for place, name in enumerate(names, start=1)]
    lights = [Light.GREEN, Light.AMBER, Light.RED, Light.GREY, Light.DONE]
    return Summary(
        month=JANUARY,
        programme=PROGRAMME,
        cooperative=None,
        cooperative_code="",
        as_of=date(2027, 1, 31),
        final=True,
        response=Response(
            due=36,
            complete_alone=21,
            complete_by_phone=6,
            partial=4,
            missed=5,
            answers_by_channel=((Channel.TELEGRAM, 120), (Channel.PHONE, 30), (Channel.EMAIL, 6)),
        ),
        lights=tuple(LightCount(light=one.light, now=one.now * 18, before=one.before * 18) for one in _LIGHTS),
        cooperatives=tuple(
            CooperativeLine(
                code=f"C{place:02d}",
                name=name,
                light=lights[place % 5],
                light_before=lights[(place * 3) % 5],
                actions=10,
                done=place % 4,
                blocked=place % 3,
                late=place % 2,
                check_ins_due=2,
                check_ins_complete=place % 3,
            )
            for place, name in enumerate(names, start=1)
        ),
        content=_CONTENT,
        calls_wished=4,
        not_asked=11,
        actions_total=180,
        actions_done_total=54,
        **{key: tuple(line for part in parts for line in part[key]) for key in parts[0]},  # type: ignore[arg-type]
    )


def empty_month() -> Summary:
    """A month in which nothing was due and nobody said anything."""
    return Summary(
        month=Month(2026, 12),
        programme=PROGRAMME,
        cooperative=AMWAJ,
        cooperative_code="C10",
        as_of=date(2026, 12, 31),
        final=True,
        response=Response(),
    )
