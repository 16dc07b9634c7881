"""The browser assets: from locked npm packages, with their licences, nowhere else."""

import json
from pathlib import Path

import pytest

from site_builder.publish.faults import MissingPackageError
from site_builder.publish.vendor import PACKAGES, vendor_files
from tests.building import ROOT


def test_every_asset_is_the_file_of_its_package() -> None:
    files = {file.path: file.content for file in vendor_files(ROOT / "node_modules")}
    assert len(files) == sum(map(len, PACKAGES.values()))
    leaflet = ROOT / "node_modules" / "leaflet" / "dist" / "leaflet.js"
    assert files["assets/vendor/leaflet/leaflet.js"] == leaflet.read_bytes()
    assert all(path.startswith("assets/vendor/") for path in files)


def test_every_package_is_locked_and_brings_its_licence() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for package, names in PACKAGES.items():
        assert package in wanted
        assert locked[f"node_modules/{package}"]["integrity"].startswith("sha512-")
        assert [name for name in names if "LICEN" in name.upper()]


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError) as caught:
        vendor_files(tmp_path)
    assert caught.value.path == (tmp_path / "leaflet" / "dist" / "leaflet.js").as_posix()


def test_a_package_of_which_a_file_is_missing_is_named(tmp_path: Path) -> None:
    for package, names in PACKAGES.items():
        for name in names[:-1]:
            (tmp_path / package / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / package / name).write_bytes(b"")
    with pytest.raises(MissingPackageError, match="leaflet/LICENSE"):
        vendor_files(tmp_path)


def test_the_site_has_the_same_bytes(site: Path) -> None:
    for file in vendor_files(ROOT / "node_modules"):
        assert (site / file.path).read_bytes() == file.content
