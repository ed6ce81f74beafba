#!/usr/bin/env python3
"""Checks that a result file opens in the tools that people have.

    open_everywhere.py FILE

Exit code: 0 when every reader is installed and reads the file, 1 when one fails, 77 when none fails
but some are not installed.
"""

import os
import shutil
import subprocess
import sys

OUTCOMES = ["us_first", "cn_first", "same_month", "neither"]
VARIABLES = {
    "outcome_count": ("threshold", "outcome"),
    "outcome_probability": ("threshold", "outcome"),
    "outcome_probability_low": ("threshold", "outcome"),
    "outcome_probability_high": ("threshold", "outcome"),
    "arrival_count": ("threshold", "nation", "month"),
    "arrival_never_count": ("threshold", "nation"),
    "joint_count": ("threshold", "us_month", "cn_month"),
    "arrival_quantile": ("threshold", "nation", "quantile"),
    "arrival_quantile_all": ("threshold", "nation", "quantile"),
    "lead_quantile": ("threshold", "quantile"),
    "lead_quantile_all": ("threshold", "quantile"),
    "odds_count": ("threshold", "winning_paths"),
    "outcome_batch_count": ("outcome_batch", "threshold", "outcome"),
    "arrival_batch_count": ("arrival_batch", "threshold", "nation", "arrival_month"),
    "event_outcome_count": ("threshold", "event_pattern", "outcome"),
    "threshold_metric": ("threshold",),
    "threshold_unit": ("threshold",),
    "threshold_value": ("threshold",),
    "threshold_hold_months": ("threshold",),
    "threshold_above": ("threshold",),
    "threshold_description": ("threshold",),
    "primary": ("threshold",),
}
# xarray names the dimension that its own Dataset.quantile() makes so, and makes a coordinate of it.
NAMES_THAT_XARRAY_USES_ITSELF = {"quantile"}


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def check_root(dataset):
    import xarray

    for name, dimensions in VARIABLES.items():
        expect(name in dataset.variables, f"{name} is missing")
        expect(dataset[name].dims == dimensions, f"{name} has dimensions {dataset[name].dims}")
    for name, variable in dataset.variables.items():
        method = hasattr(xarray.Dataset, name) and name not in NAMES_THAT_XARRAY_USES_ITSELF
        expect(not method, f"variable {name} hides xarray.Dataset.{name}")
        expect("long_name" in variable.attrs, f"{name} has no long_name")
        has_unit = "units" in variable.attrs or "units" in variable.encoding
        expect(has_unit, f"{name} has no units")
    expect(dataset.attrs["filetype"] == "racecast result", "wrong filetype")
    expect(dataset.attrs["Conventions"] == "CF-1.10", "wrong Conventions")
    expect(list(dataset["outcome"].values) == OUTCOMES, "wrong outcomes")
    expect(list(dataset["nation"].values) == ["us", "cn"], "wrong nations")
    expect(int(dataset["us_month"][-1]) == -1, "us_month does not end with never")
    expect(dataset["threshold"].dtype.kind in "OU", "thresholds are no texts")
    check_sums(dataset)
    check_dates(dataset)


def check_sums(dataset):
    total = dataset["outcome_count"].sum("outcome")
    joint = dataset["joint_count"].sum(["us_month", "cn_month"])
    expect((total == joint).all(), "joint_count and outcome_count differ")
    for nation in ("us", "cn"):
        arrived = dataset["arrival_count"].sel(nation=nation).sum("month")
        never = dataset["arrival_never_count"].sel(nation=nation)
        expect((arrived + never == total).all(), "arrivals and outcome_count differ")
    probability = dataset["outcome_probability"]
    expect(abs(probability - dataset["outcome_count"] / total).max() < 1e-12, "wrong probabilities")
    expect((dataset["outcome_probability_low"] <= probability).all(), "low above the probability")
    expect((dataset["outcome_probability_high"] >= probability).all(), "high below the probability")
    expect(int(dataset["primary"].sum()) == 1, "not exactly one primary threshold")


def check_dates(dataset):
    import numpy

    dates = dataset["date"].values.astype("datetime64[D]")
    start = numpy.datetime64(dataset.attrs["start"], "M")
    expected = (start + numpy.arange(-1, len(dates) - 1)).astype("datetime64[D]")
    expect((dates == expected).all(), "dates are not the firsts of the months")


def check_provenance(dataset):
    for name in ("config_given", "config_resolved", "outcome_digest"):
        expect(isinstance(dataset[name].item(), str), f"{name} is no text")
    expect(len(dataset["outcome_digest"].item()) == 64, "outcome_digest is no SHA-256")
    expect(dataset["dataset_digest"].dims == ("count_table",), "dataset_digest has no names")
    expect("joint_count" in dataset["count_table"].values, "joint_count has no digest")
    expect(int(dataset.attrs["draws"]) > 0, "no draws")


def with_xarray(path, engine):
    import xarray

    __import__({"h5netcdf": "h5netcdf", "netcdf4": "netCDF4"}[engine])
    with xarray.open_dataset(path, engine=engine) as dataset:
        check_root(dataset.load())
    with xarray.open_dataset(path, engine=engine, group="provenance") as dataset:
        check_provenance(dataset.load())


def with_h5py(path):
    import h5py

    with h5py.File(path, "r") as file:
        def check_axes(name, item):
            if not isinstance(item, h5py.Dataset):
                return
            for axis, dimension in enumerate(item.dims):
                is_scale = item.attrs.get("CLASS") == b"DIMENSION_SCALE"
                expect(is_scale or len(dimension) == 1, f"{name}: axis {axis} has no scale")
            expect(h5py.check_enum_dtype(item.dtype) is None, f"{name} is an enumeration")
            text = h5py.check_string_dtype(item.dtype)
            expect(text is None or (text.length is None and text.encoding == "utf-8"),
                   f"{name} is a text of fixed length")
            item[()]

        file.visititems(check_axes)
        expect(file["outcome"].asstr()[0] == "us_first", "wrong outcomes")


def with_program(*command):
    if shutil.which(command[0]) is None:
        raise ModuleNotFoundError(command[0])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, done.stderr.strip() or f"exit code {done.returncode}")
    expect("joint_count" in done.stdout, "joint_count is not listed")


def main():
    if len(sys.argv) != 2 or not os.path.exists(sys.argv[1]):
        print(__doc__, file=sys.stderr)
        return 2
    path = sys.argv[1]
    readers = {
        "xarray with h5netcdf": lambda: with_xarray(path, "h5netcdf"),
        "xarray with netcdf4": lambda: with_xarray(path, "netcdf4"),
        "h5py": lambda: with_h5py(path),
        "ncdump -h": lambda: with_program("ncdump", "-h", path),
        "h5dump -H": lambda: with_program("h5dump", "-H", path),
    }
    failed = absent = 0
    for name, read in readers.items():
        try:
            read()
            print(f"{name}: reads {path}")
        except ModuleNotFoundError as error:
            absent += 1
            print(f"{name}: not installed ({error})")
        except Exception as error:  # whatever a reader raises is what this script is to report
            failed += 1
            print(f"{name}: FAILED ({type(error).__name__}: {error})")
    return 1 if failed else 77 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
