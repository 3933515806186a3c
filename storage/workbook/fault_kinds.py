"""What can be wrong with a workbook."""

from enum import StrEnum


class FaultKind(StrEnum):
    """Each kind has its words in `fault_texts`."""

    # the file
    FILE_MISSING = "file_missing"
    FILE_TOO_LARGE = "file_too_large"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_OR_ENCRYPTED = "old_or_encrypted"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    UNSAFE_XML = "unsafe_xml"
    # a sheet
    SHEET_MISSING = "sheet_missing"
    SHEET_TWICE = "sheet_twice"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_ROWS = "no_rows"
    SECOND_PROGRAMME = "second_programme"
    # a header
    COLUMN_MISSING = "column_missing"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_TWICE = "column_twice"
    COLUMN_UNTITLED = "column_untitled"
    # a cell by itself
    REQUIRED = "required"
    TEXT_TOO_LONG = "text_too_long"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_VALUE = "error_value"
    DATE_FOR_TEXT = "date_for_text"
    BAD_CODE = "bad_code"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    BAD_DURATION = "bad_duration"
    BAD_NUMBER = "bad_number"
    BAD_WHOLE_NUMBER = "bad_whole_number"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    UNKNOWN_WORD = "unknown_word"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    BAD_TIME_ZONE = "bad_time_zone"
    BAD_SOURCE = "bad_source"
    # a cell beside others
    CODE_TWICE = "code_twice"
    UNKNOWN_COOPERATIVE = "unknown_cooperative"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_ACTION = "unknown_action"
    NOT_A_CONSULTANT = "not_a_consultant"
    LEADER_WITHOUT_COOPERATIVE = "leader_without_cooperative"
    COOPERATIVE_NOT_LED = "cooperative_not_led"
    DEADLINE_BEFORE_START = "deadline_before_start"
    MORE_WOMEN_THAN_MEMBERS = "more_women_than_members"
    # a file beside the workbook
    CONTENT_MISSING = "content_missing"
    CONTENT_TOO_LARGE = "content_too_large"
    CONTENT_UNREADABLE = "content_unreadable"
