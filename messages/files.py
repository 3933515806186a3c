"""The file that goes with a message, if its view has one."""

from domain.answer import AttachmentKind
from domain.rendered import FileKind, FileRef
from domain.views import AlertFileView, NoteView, SummaryFileView, VideoView, View
from messages.documents.summary_file import summary_file

_KINDS = {
    AttachmentKind.VOICE: FileKind.VOICE,
    AttachmentKind.PHOTO: FileKind.PHOTO,
    AttachmentKind.DOCUMENT: FileKind.DOCUMENT,
    AttachmentKind.VIDEO: FileKind.VIDEO,
}


def file_of(view: View) -> FileRef | None:
    """A video, what a leader sent, or a document made from the month's figures."""
    match view:
        case VideoView():
            return view.file
        case AlertFileView():
            return _sent_on(view.kind, view.file_name, view.file_id)
        case NoteView() if view.kind is not None and view.file_id:
            return _sent_on(view.kind, view.file_name, view.file_id)
        case SummaryFileView():
            return summary_file(view)
        case _:
            return None


def _sent_on(kind: AttachmentKind, name: str, file_id: str) -> FileRef:
    return FileRef(kind=_KINDS[kind], name=name, file_id=file_id)
