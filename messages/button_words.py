"""The words on buttons that stand for no value of the domain."""

from enum import Enum, auto


class ButtonWord(Enum):
    """Each member is a key of the catalogues, in the context `ButtonWord`."""

    ALL_SUBJECTS = auto()
    ALL_UNCHANGED = auto()
    ANYTHING_ELSE = auto()
    BACK = auto()
    BACK_TO_PLAN = auto()
    CHANGE = auto()
    CONFIRM = auto()
    DATA_FILE = auto()
    IN_A_MONTH = auto()
    IN_A_WEEK = auto()
    IN_TWO_WEEKS = auto()
    NEXT = auto()
    NO = auto()
    ON_THE_LINE = auto()
    PDF_AR = auto()
    PDF_FR = auto()
    PREVIOUS = auto()
    RESOLVED = auto()
    SAME_REASON = auto()
    SEARCH = auto()
    SEEN = auto()
    SHOW_ALERT = auto()
    STILL_BLOCKED = auto()
    TARGET = auto()
    UNBLOCKED = auto()
    WATCH = auto()
    WHOLE_PROGRAMME = auto()
    YES = auto()
