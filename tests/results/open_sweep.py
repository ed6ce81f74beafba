#!/usr/bin/env python3
"""Checks that a sweep file opens in the tools that people have.

    open_sweep.py RACECAST

Runs a small sweep first. Exit code: as open_everywhere.py.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from open_everywhere import (check_dates, check_variables, expect, read_everywhere, with_h5py,
                             with_program)

ROOT = pathlib.Path(__file__).resolve().parents[2]
SWEEP = f"""
name = "small"
config = "{ROOT}/configs/quick.toml"
[set]
run.trajectories = 2048
run.samples = 0
[[axis]]
name = "growth"
path = "us.power.growth"
values = [0.1, "0.1 to 0.3", 0.6]
[[scenario]]
name = "controls open"
config = "{ROOT}/configs/export-controls-open.toml"
set = {{ run.horizon = "2028-12", run.paths_per_draw = 16 }}
"""
NAMES = ["base", "growth=0.1", "growth=0.1 to 0.3", "growth=0.6", "controls open"]


def documented(group):
    """The rows of a table of docs/sweep.md: names and axes."""
    import re

    page = (ROOT / "docs/sweep.md").read_text("utf-8")
    table = page.split(f"<!-- racecast_tables results {group} -->")[1].split("<!-- end -->")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", table, re.M))
    return {name: tuple(axes.split(", ")) for name, axes in rows.items()}


def check_root(dataset):
    import numpy

    check_variables(dataset)
    check_dates(dataset)
    rows = documented("sweep")
    expect(set(rows) == set(dataset.variables), f"not documented or not there: "
           f"{set(rows) ^ set(dataset.variables)}")
    for name, axes in rows.items():
        expect(dataset[name].dims == axes, f"{name} has the axes {dataset[name].dims}")
    expect(dataset.attrs["filetype"] == "racecast sweep", "another filetype")
    expect([str(name) for name in dataset["scenario"].values] == NAMES, "other scenarios")
    counts, probability = dataset["outcome_count"], dataset["outcome_probability"]
    expect((counts.sum("outcome") == dataset["trajectories"]).all(), "outcomes are lost")
    expect((dataset["outcome_batch_count"].sum("outcome_batch") == counts).all(), "batches")
    expect(abs(probability - counts / 2048).max() < 1e-12, "wrong probabilities")
    base = probability.sel(scenario="base")
    expect((dataset["outcome_difference"] == probability - base).all(), "wrong differences")
    moved = dataset["outcome_difference"].sel(scenario="growth=0.6")
    expect(float(abs(moved).max()) > 0, "nothing moves")
    value = dataset["axis_value"].sel(axis="growth").values
    expect(numpy.isnan(value[[0, 2, 4]]).all() and list(value[[1, 3]]) == [0.1, 0.6], "axis values")
    # Any two scenarios can be paired by their batches: here two that are not the reference.
    pair = dataset["outcome_batch_count"].sel(scenario=["growth=0.1", "growth=0.6"])
    expect(int(abs(pair.diff("scenario")).sum()) > 0, "batches of two scenarios are the same")


def check_sources(dataset):
    expect("growth=" not in dataset["sweep_given"].item(), "no text of the sweep")
    expect(len(dataset["sweep_digest"].item()) == 64, "sweep_digest is no SHA-256")
    expect(dataset["config_text"].dims == ("config_file",) and dataset.sizes["config_file"] == 2,
           "not the two configs")
    rows = documented("sweep_sources")
    expect(set(rows) <= set(dataset.variables), "not documented or not there")


def with_xarray(path, engine):
    import xarray

    __import__({"h5netcdf": "h5netcdf", "netcdf4": "netCDF4"}[engine])
    with xarray.open_dataset(path, engine=engine) as dataset:
        check_root(dataset.load())
    with xarray.open_dataset(path, engine=engine, group="provenance") as dataset:
        check_sources(dataset.load())


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        given, path = os.path.join(folder, "sweep.toml"), os.path.join(folder, "sweep.h5")
        pathlib.Path(given).write_text(SWEEP, encoding="utf-8")
        subprocess.run([sys.argv[1], "sweep", given, "-o", path, "--device", "cpu", "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        return read_everywhere(path, {
            "xarray with h5netcdf": lambda: with_xarray(path, "h5netcdf"),
            "xarray with netcdf4": lambda: with_xarray(path, "netcdf4"),
            "h5py": lambda: with_h5py(path),
            "ncdump -h": lambda: with_program("outcome_difference", "ncdump", "-h", path),
            "h5dump -H": lambda: with_program("outcome_difference", "h5dump", "-H", path),
        })


if __name__ == "__main__":
    sys.exit(main())
