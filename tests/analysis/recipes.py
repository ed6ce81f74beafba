#!/usr/bin/env python3
"""The recipes of analysis/ give the numbers that the raw arrays of a result give; the tour runs.

    recipes.py --racecast PROGRAM

Every recipe is checked by recipe_numbers.py, run as a program, and checked again with mistakes
planted in it, each of which must be told. Exit code 77 (skipped) where a library is not installed.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import matplotlib

    matplotlib.use("Agg")
    import h5netcdf  # noqa: F401
    import recipe_numbers
    import xarray  # noqa: F401
except ModuleNotFoundError as error:
    print(f"skipped: {error}")
    sys.exit(77)

ANALYSIS = pathlib.Path(__file__).resolve().parents[2] / "analysis"
RUNS = {"baseline": ("baseline", 1), "official": ("accounting-official", 1),
        "other_seed": ("baseline", 2)}
OUTPUT = {"custom_threshold": "csv", "export_to_pandas": "folder", "paper_figure": "pdf"}
PLANTED = (
    ("odds_by_year", "first <= month", "first < month"),
    ("odds_by_year", ".max()", ".min()"),
    ("fan_chart", "metric_quantile.", "metric_quantile.shift(month=1)."),
    ("lead", "(cn - us)", "(us - cn)"),
    ("event_odds", "design = ", "design = 1 or "),
    ("event_odds", "(pattern & bit) != 0", "pattern == bit"),
    ("sample_scatter", "np.inf", "0"),
    ("compare_scenarios", "cluster_error(events - reference, ", "cluster_error(events, "),
    ("compare_scenarios", "which == draws", "True"),
    ("second_order_odds", "* paths / (paths - 1)", ""),
    ("custom_threshold", " - (hold_months - 1)", ""),
    ("custom_threshold", 'method="exact"', 'method="wilson"'),
    ("custom_threshold", "metric_scale.sel", "metric_scale.clip(max=1).sel"),
    ("export_to_pandas", "!= 0", "> 1"),
    ("paper_figure", "slice(0, -1)", "slice(1, None)"),
    ("paper_figure", "events.values.T", "events.values.T / 2"),
)


def make_results(program, folder):
    files = {}
    for name, (config, seed) in RUNS.items():
        files[name] = str(folder / f"{name}.h5")
        subprocess.run([program, "run", ANALYSIS.parent / f"configs/{config}.toml", "--seed",
                        str(seed), "--trajectories", "8192", "--device", "cpu", "--quiet", "-o",
                        files[name]], check=True, stdout=subprocess.DEVNULL)
    return files


def load(name, folder=ANALYSIS):
    sys.modules.pop("common", None)
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location(f"recipe_{name}", folder / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(folder))


def is_told(plant, files, folder):
    """Whether a recipe with a mistake fails its check."""
    name, right, wrong = plant
    text = (ANALYSIS / f"{name}.py").read_text(encoding="utf-8")
    assert text.count(right) == 1, f"{name} does not say {right!r} once"
    shutil.copy(ANALYSIS / "common.py", folder)
    (folder / f"{name}.py").write_text(text.replace(right, wrong), encoding="utf-8")
    try:
        getattr(recipe_numbers, name)(load(name, folder), files)
    except AssertionError:
        return True
    return False


def run_as_program(name, files, folder):
    """A recipe writes what it is asked for, and is short."""
    lines = (ANALYSIS / f"{name}.py").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line]) <= 40, f"{name} has more than 40 lines"
    output = folder / f"{name}.{OUTPUT.get(name, 'png')}"
    given = [files["baseline"], files["official"]][:2 if name == "compare_scenarios" else 1]
    done = subprocess.run([sys.executable, ANALYSIS / f"{name}.py", *given, "-o", output],
                          capture_output=True, text=True, env={**os.environ, "MPLBACKEND": "Agg"})
    assert done.returncode == 0, f"{name}: {done.stderr}"
    assert "Warning" not in done.stderr, f"{name}: {done.stderr}"
    first = b"" if output.is_dir() else output.read_bytes()[:8]
    kinds = {".png": b"\x89PNG", ".pdf": b"%PDF", ".csv": b"outcome,", ".folder": b""}
    assert first.startswith(kinds[output.suffix]), f"{name} wrote something else"
    assert not output.is_dir() or len(list(output.glob("*.csv"))) > 15, f"{name} wrote too little"


def run_tour(files):
    """The notebook is valid, holds no output, names every recipe, and its cells run in turn."""
    tour = json.loads((ANALYSIS / "tour.ipynb").read_text(encoding="utf-8"))
    if importlib.util.find_spec("nbformat"):
        import nbformat

        nbformat.validate(nbformat.from_dict(tour))
    assert tour["nbformat"] == 4, "not nbformat 4"
    cells = [cell for cell in tour["cells"] if cell["cell_type"] == "code"]
    stored = any(cell["outputs"] or cell["execution_count"] for cell in cells)
    assert not stored, "outputs are stored"
    text = "\n".join("".join(cell["source"]) for cell in cells)
    missing = [name for name in recipes() if f"from {name} import" not in text]
    assert not missing, f"the tour leaves out {missing}"
    for name in ("common", *recipes()):
        sys.modules.pop(name, None)
    os.environ["RACECAST_RESULTS"] = ":".join((files["baseline"], files["official"]))
    os.chdir(ANALYSIS)
    sys.path.insert(0, str(ANALYSIS))
    names = {}
    for cell in cells:
        exec(compile("".join(cell["source"]), "tour.ipynb", "exec"), names)  # noqa: S102


def recipes():
    return sorted(path.stem for path in ANALYSIS.glob("*.py") if path.stem != "common")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True)
    program = parser.parse_args().racecast
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = make_results(program, folder)
        for name in recipes():
            getattr(recipe_numbers, name)(load(name), files)
            run_as_program(name, files, folder)
        missed = [plant for plant in PLANTED if not is_told(plant, files, folder)]
        assert not missed, f"planted mistakes went unseen: {missed}"
        unplanted = set(recipes()) - {name for name, *_ in PLANTED}
        assert not unplanted, f"no mistake is planted in {unplanted}"
        run_tour(files)
    print(f"{len(recipes())} recipes give the arrays' numbers; {len(PLANTED)} mistakes are told")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
