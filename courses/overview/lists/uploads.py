"""A file that is read in memory and never written anywhere, whatever its size and whatever goes wrong."""

from functools import wraps
from io import BytesIO

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponseRedirect, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

#: Of all files of a request together. What a list may be is less (`spreadsheet`); this is what memory holds.
MAX_BYTES = 6 * 1024 * 1024
#: In the address of the page that says that it was too much.
TOO_LARGE = "?te-groot=1"


class InMemory(FileUploadHandler):
    """Django's own handlers write larger files to a temporary folder; this one stops reading instead."""

    total = 0
    stopped = False

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.total += len(raw_data)
        if self.total > MAX_BYTES:
            self.stopped = True
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


def in_memory(view):
    """Decorator, below `csrf_exempt` and the desk's door: the token is checked after the file was read our way.

    Too much, or a form that is broken off, leads back to the same page, which says so. What was sent is in no report
    of an error.
    """
    checked = csrf_protect(view)

    @wraps(view)
    @sensitive_post_parameters()
    @sensitive_variables()
    def page(request, **kwargs):
        if request.method == "POST":
            handler = InMemory(request)
            request.upload_handlers = [handler]
            try:
                _ = request.POST
            except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
                handler.stopped = True
            if handler.stopped:
                return HttpResponseRedirect(request.path + TOO_LARGE)
        return checked(request, **kwargs)

    return page
