#!/usr/bin/env python3
"""Checks that a result file opens in the tools that people have.

    open_everywhere.py FILE

Exit code: 0 when every reader is installed and reads the file, 1 when one fails, 77 when none fails
but some are not installed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

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
    "odds_probability_denoised": ("threshold", "odds_bin"),
    "odds_probability_raw": ("threshold", "odds_bin"),
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


def check_variables(dataset):
    import xarray

    for name, variable in dataset.variables.items():
        method = hasattr(xarray.Dataset, name) and name not in NAMES_THAT_XARRAY_USES_ITSELF
        expect(not method, f"variable {name} hides xarray.Dataset.{name}")
        expect("long_name" in variable.attrs, f"{name} has no long_name")
        has_unit = "units" in variable.attrs or "units" in variable.encoding
        expect(has_unit, f"{name} has no units")


def check_group(group, dataset):
    """A group against its table in docs/results.md: every row a variable, every variable a row."""
    check_variables(dataset)
    page = (pathlib.Path(__file__).resolve().parents[2] / "docs/results.md").read_text("utf-8")
    table = page.split(f"<!-- racecast_tables results {group} -->")[1].split("<!-- end -->")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\w, ]+) \|", table, re.M))
    metrics = [str(name) for name in METRICS] if rows.pop("METRIC", None) else []
    rows.update({name: "sample, nation, month" for name in metrics})
    found = {name: ", ".join(variable.dims) for name, variable in dataset.variables.items()}
    expect(found == rows, f"/{group} and docs/results.md differ: {set(found.items()) ^ set(rows.items())}")


def check_fan(dataset):
    import numpy

    expect(dataset["metric_quantile"].dims == ("metric", "nation", "month", "quantile"), "dims")
    expect([str(name) for name in dataset["metric"].values] == METRICS, "other metrics")
    steps = numpy.diff(dataset["metric_quantile"].values, axis=-1)
    expect((steps >= 0).all(), "quantiles of a fan fall")
    expect(int(dataset["bucket_size"].sum()) == dataset.sizes["entry"], "entries without a metric")
    first = dataset["metric_count"].values[: int(dataset["bucket_size"].values.flat[0])]
    expect(int(first.sum()) > 0 and first[0] > 0 and first[-1] > 0, "empty buckets")


def check_samples(dataset, root):
    """An arrival is the first month of a sample's metric at the threshold, where that is a number."""
    import numpy

    checked = 0
    for threshold in root["threshold"].values:
        at = root.sel(threshold=threshold)
        metric, unit = str(at["threshold_metric"].item()), str(at["threshold_unit"].item())
        try:
            level = float(at["threshold_value"].item())
        except ValueError:
            continue
        if int(at["threshold_hold_months"]) != 1 or not int(at["threshold_above"]):
            continue
        path = dataset[metric]
        scale = float(path.attrs["units"].split()[0]) if path.attrs["units"] != unit else 1.0
        reached = path.values.astype("f8") * scale >= level * (1 - 1e-6)
        month = numpy.where(reached.any(-1), reached.argmax(-1), -1)
        expect((month == dataset["arrival_month"].sel(threshold=threshold).values).mean() > 0.99,
               f"samples arrive at {threshold} in other months than their paths say")
        checked += 1
    expect(checked > 0, "no threshold could be checked")


METRICS = ["investment", "installed_compute", "ai_power", "total_compute", "utilisation",
           "used_compute", "training_compute", "effective_compute", "cumulative_compute",
           "token_cost"]


def check_root(dataset):
    for name, dimensions in VARIABLES.items():
        expect(name in dataset.variables, f"{name} is missing")
        expect(dataset[name].dims == dimensions, f"{name} has dimensions {dataset[name].dims}")
    check_group("root", dataset)
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
        check_root(root := dataset.load())
    with xarray.open_dataset(path, engine=engine, group="provenance") as dataset:
        check_provenance(dataset.load())
    for group in ("fan", "draws", "samples"):
        with xarray.open_dataset(path, engine=engine, group=group) as dataset:
            check_group(group, dataset.load())
            if group == "fan":
                check_fan(dataset)
            elif group == "samples":
                check_samples(dataset, root)
            else:
                paths = dataset["path_count"].sum("outcome")
                expect((paths == root.attrs["paths_per_draw"]).all(), "draws of other paths")


def with_h5py(path):
    import h5py

    with h5py.File(path, "r") as file:
        def check_axes(name, item):
            if not isinstance(item, h5py.Dataset):
                return
            if b"not a netCDF variable" in item.attrs.get("NAME", b""):
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


def with_program(name, *command):
    if shutil.which(command[0]) is None:
        raise ModuleNotFoundError(command[0])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, done.stderr.strip() or f"exit code {done.returncode}")
    expect(name in done.stdout, f"{name} is not listed")


def with_copy(path):
    if shutil.which("nccopy") is None:
        raise ModuleNotFoundError("nccopy")
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy.nc")
        done = subprocess.run(["nccopy", path, copy], capture_output=True, text=True, check=False)
        expect(done.returncode == 0, done.stderr.strip() or f"exit code {done.returncode}")
        with_xarray(copy, "netcdf4")


def read_everywhere(path, readers):
    """Exit code of a file that each of `readers` is to read."""
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


def main():
    if len(sys.argv) != 2 or not os.path.exists(sys.argv[1]):
        print(__doc__, file=sys.stderr)
        return 2
    path = sys.argv[1]
    return read_everywhere(path, {
        "xarray with h5netcdf": lambda: with_xarray(path, "h5netcdf"),
        "xarray with netcdf4": lambda: with_xarray(path, "netcdf4"),
        "h5py": lambda: with_h5py(path),
        "ncdump -h": lambda: with_program("joint_count", "ncdump", "-h", path),
        "nccopy": lambda: with_copy(path),
        "h5dump -H": lambda: with_program("joint_count", "h5dump", "-H", path),
    })


if __name__ == "__main__":
    sys.exit(main())
