"""How much a workbook may hold: uploads are bounded."""

from typing import Final

MOST_FILE_BYTES: Final = 10 * 1024 * 1024
#: A full sheet of 20,000 rows takes some 10 MB of XML; all that is beyond this is no plan.
MOST_UNPACKED_BYTES: Final = 40 * 1024 * 1024
#: Spreadsheets' XML shrinks ten to forty times. Small parts may shrink as they like.
MOST_RATIO: Final = 100
RATIO_COUNTS_FROM_BYTES: Final = 1024 * 1024
MOST_PARTS: Final = 2_000

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
LONGEST_TEXT: Final = 4_000

#: The Bot API's limit for a file that a bot uploads.
MOST_VIDEO_BYTES: Final = 50 * 1024 * 1024
MOST_GUIDE_BYTES: Final = 100 * 1024
