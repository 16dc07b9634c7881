"""The headers that a host should send: one list of rules, for hosts that read `_headers`.

`docs/nginx.conf` says the same for nginx (`tools/nginx.py` makes it).

Netlify, Cloudflare Pages and others read `_headers` from the root of the site. Cloudflare joins
the values of a header that two rules name, so no header stands in two rules that meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.words.catalogue import LANGUAGES, ORIGINAL
from site_builder.words.generated import GeneratedFile, text_file

PATH = "_headers"
EVERYWHERE = "/*"


@dataclass(frozen=True, slots=True)
class Rule:
    """The headers of every path that begins like a pattern, which ends with `*`."""

    pattern: str
    headers: Mapping[str, str]


YEAR = "max-age=31536000"
# What hosts of static sites send by themselves: keep a copy, ask before showing it.
ASK_FIRST = "public, max-age=0, must-revalidate"
KEEP = {"Cache-Control": f"public, {YEAR}, immutable"}
# Every edition has the files of the theme below its own address.
EDITIONS = ("", *(f"/{language}" for language in LANGUAGES if language != ORIGINAL))
RULES = (
    Rule(
        EVERYWHERE,
        {
            # Each page brings the policy for what it loads (maps need another one than pages);
            # a policy here would bind both, so it says only what a page cannot say of itself.
            "Content-Security-Policy": "frame-ancestors 'self'",
            "X-Frame-Options": "SAMEORIGIN",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            # The editor signs in through a window of its own, which answers to it.
            "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
            "Strict-Transport-Security": YEAR,
        },
    ),
    # The names of the theme's files and of the copies of photos change with their content.
    *(Rule(f"{start}/assets/stylesheets/*", KEEP) for start in EDITIONS),
    *(Rule(f"{start}/assets/javascripts/*", KEEP) for start in EDITIONS),
    Rule("/assets/photos/*", KEEP),
    # These change only when a package does.
    Rule("/assets/vendor/*", {"Cache-Control": "public, max-age=604800"}),
    Rule("/api/*", {"Access-Control-Allow-Origin": "*"}),
    Rule("/du-lieu/*", {"Access-Control-Allow-Origin": "*"}),
)


def headers_file() -> GeneratedFile:
    """Return `_headers`; what has no `Cache-Control` there gets that of the host, `ASK_FIRST`."""
    blocks = (
        "".join([f"{rule.pattern}\n", *(f"  {n}: {value}\n" for n, value in rule.headers.items())])
        for rule in RULES
    )
    return text_file(PATH, "\n".join(blocks))
