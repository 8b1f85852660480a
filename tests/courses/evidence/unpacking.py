"""Looking inside a PDF without a library for it."""

import re
import zlib

_STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", re.S)


def unpacked(content: bytes) -> bytes:
    """The bytes of a PDF, followed by what its compressed streams hold."""
    # an object of its own for each: it stops where a stream ends, whatever line end stands behind it
    return content + b"".join(zlib.decompressobj().decompress(stream) for stream in _STREAM.findall(content))
