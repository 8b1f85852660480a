"""Looking inside a PDF without a library for it."""

import re
import zlib

_STREAM = re.compile(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", re.S)


def unpacked(content: bytes) -> bytes:
    """The bytes of a PDF, followed by what its compressed streams hold."""
    return content + b"".join(_streams(content))


def drawn(content: bytes) -> bytes:
    """What the pages of a PDF show, without the moment of making it and the numbers of its objects."""
    return b"".join(stream for stream in _streams(content) if b" Tf" in stream)


def _streams(content):
    # an object of its own for each: it stops where a stream ends, whatever line end stands behind it
    return [zlib.decompressobj().decompress(stream) for stream in _STREAM.findall(content)]
