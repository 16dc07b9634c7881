"""The one door to segno: QR codes of addresses."""

import hashlib
import io
from collections.abc import Callable, Mapping
from functools import lru_cache

import segno

# Read from a poster under plastic, or with a corner torn off: a seventh of the code may be lost.
ERROR_LEVEL = "m"
# Signs of the code in modules around it, as ISO/IEC 18004 asks for.
QUIET_ZONE = 4
PIXELS = 10
# Changes with everything that changes the bytes of a code.
RECIPE = f"segno {segno.__version__} {ERROR_LEVEL} {QUIET_ZONE} {PIXELS}"


def code_name(text: str, suffix: str) -> str:
    """Return the name of the file that holds a code of `text`, the same for the same bytes."""
    return f"qr-{hashlib.sha256(f'{RECIPE} {text}'.encode()).hexdigest()[:24]}{suffix}"


def qr_svg(text: str) -> bytes:
    """Return the QR code of a text as SVG."""
    file = io.BytesIO()
    _code(text).save(file, kind="svg", border=QUIET_ZONE, light="#fff", omitsize=True)
    return file.getvalue()


def qr_png(text: str) -> bytes:
    """Return the QR code of a text as PNG, ten pixels to a module."""
    file = io.BytesIO()
    _code(text).save(file, kind="png", border=QUIET_ZONE, scale=PIXELS)
    return file.getvalue()


KINDS: Mapping[str, Callable[[str], bytes]] = {".svg": qr_svg, ".png": qr_png}


# Each code is asked for as SVG and as PNG, one after the other.
@lru_cache(maxsize=16)
def _code(text: str) -> segno.QRCode:
    return segno.make(text, error=ERROR_LEVEL, micro=False)
