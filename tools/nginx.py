"""The example for nginx: the headers of `_headers`, as variables of the path."""

from site_builder.render.headers import ASK_FIRST, EVERYWHERE, RULES

TEXT = """\
# An example for nginx 1.18 or newer: put it into /etc/nginx/conf.d/ and fill in what stands in <>.
# Made from the rules of site_builder/render/headers.py by `make documents`; do not edit it here.
# Certificates, HTTP/2 and the way from http:// to https:// are those of your server.

{maps}
server {{
    listen 80;
    server_name <danh-ba.example>;
    root </srv/danh-ba/site>;

    charset utf-8;
    charset_types text/css text/csv text/calendar text/javascript text/plain text/xml
                  application/javascript application/json application/yaml;
    gzip on;
    gzip_vary on;
    gzip_types text/css text/csv text/calendar text/javascript text/plain text/xml
               application/atom+xml application/javascript application/json application/rss+xml
               application/yaml image/svg+xml;

    absolute_redirect off;
    error_page 404 /404.html;
    location / {{
        index index.html;
        try_files $uri $uri/ =404;
    }}
    location /en/ {{
        error_page 404 /en/404.html;
        index index.html;
        try_files $uri $uri/ =404;
    }}
    # Types that nginx does not know.
    location ~ \\.csv$ {{ types {{ }} default_type text/csv; }}
    location ~ \\.ics$ {{ types {{ }} default_type text/calendar; }}
    location ~ \\.yml$ {{ types {{ }} default_type application/yaml; }}
    location ~ \\.geojson$ {{ types {{ }} default_type application/geo+json; }}
    # For other hosts; here these very rules are in force.
    location = /_headers {{ return 404; }}

{headers}}}
"""


def nginx_text() -> str:
    """Return the example; a location of its own would lose the headers, so none has any."""
    names = sorted({"Cache-Control", *(name for rule in RULES for name in rule.headers)})
    maps = "".join(f"{_map(name)}\n" for name in names)
    headers = "".join(f"    add_header {name} {_variable(name)} always;\n" for name in names)
    return TEXT.format(maps=maps, headers=headers)


def _map(name: str) -> str:
    """Return a variable that holds the value of a header; where it is empty none is sent."""
    values = {rule.pattern: rule.headers[name] for rule in RULES if name in rule.headers}
    general = values.pop(EVERYWHERE, ASK_FIRST if name == "Cache-Control" else "")
    lines = [f'    default "{general}";']
    lines += [f'    "~^{pattern.rstrip("*")}" "{value}";' for pattern, value in values.items()]
    return "\n".join([f"map $uri {_variable(name)} {{", *lines, "}"])


def _variable(name: str) -> str:
    return f"$send_{name.lower().replace('-', '_')}"
