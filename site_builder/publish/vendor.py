"""The browser assets that come from locked npm packages, with their licences."""

from pathlib import Path

from site_builder.publish.faults import MissingPackageError
from site_builder.words.generated import GeneratedFile

# The face of headings.
FACES = "@fontsource/be-vietnam-pro"
# Package -> files to publish under `assets/vendor/<package>/`, by their path in the package.
PACKAGES = {
    "leaflet": (
        "dist/leaflet.js",
        "dist/leaflet.css",
        "LICENSE",
    ),
    "leaflet.markercluster": (
        "dist/leaflet.markercluster.js",
        "dist/MarkerCluster.css",
        "MIT-LICENCE.txt",
    ),
    "minisearch": (
        "dist/es/index.js",
        "LICENSE.txt",
    ),
    # The woff files carry no hinting and so weigh a third less than the woff2 ones.
    FACES: (
        "files/be-vietnam-pro-latin-700-normal.woff",
        "files/be-vietnam-pro-vietnamese-700-normal.woff",
        "LICENSE",
    ),
}
# Of papers.
FONT_PACKAGE = "@expo-google-fonts/be-vietnam-pro"
# Complete faces: the subsets of the web pages cannot be put together without wrong text in copies.
FONTS = (
    "400Regular/BeVietnamPro_400Regular.ttf",
    "500Medium/BeVietnamPro_500Medium.ttf",
    "700Bold/BeVietnamPro_700Bold.ttf",
)


def vendor_files(node_modules: Path) -> tuple[GeneratedFile, ...]:
    """Return the assets of the npm packages; a missing one is a `MissingPackageError`."""
    return package_files(node_modules, *PACKAGES)


def package_files(node_modules: Path, *packages: str) -> tuple[GeneratedFile, ...]:
    """Return the assets of some of the npm packages; a missing one is a `MissingPackageError`."""
    return tuple(
        GeneratedFile(_target(package, name), package_file(node_modules / package / name))
        for package in packages
        for name in PACKAGES[package]
    )


def _target(package: str, name: str) -> str:
    return f"assets/vendor/{package.rpartition('/')[2]}/{name.rpartition('/')[2]}"


def package_file(path: Path) -> bytes:
    """Return a file of an npm package; a missing one is a `MissingPackageError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingPackageError(path.as_posix()) from error
