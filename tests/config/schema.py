#!/usr/bin/env python3
"""`racecast schema` accepts the shipped configs and refuses planted mistakes.

    schema.py --racecast PROGRAM

Every mistake is planted into the baseline and must be refused by the schema at its own place, and by
`racecast check` too: the schema may know less than check, never something else.
"""
import argparse
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there: run scripts/setup --test")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRIOR = {"dist": "normal", "mean": 0.1, "sd": 0.1, "source": "judgement"}

PAIR = ["us.power.growth", "cn.power.growth"]

# Place in the baseline, what is put there (None: the key is taken out).
MISTAKES = [
    ("name", 7),
    ("name", ""),
    ("name", None),
    ("primary", None),
    ("nmae", "x"),
    ("accounting", "locaton"),
    ("run.start", "2026-13"),
    ("run.start", None),
    ("run.horizon", None),
    ("run.horizon_months", 12),
    ("run.trajectories", 0),
    ("run.trajectories", 1.5),
    ("run.paths_per_draw", 1 << 17),
    ("run.sede", 1),
    ("us", None),
    ("us.power.availabel", 1),
    ("us.power.available", True),
    ("us.power.available", -1),
    ("us.power.available", "3 - 8"),
    ("us.power.available", "3"),
    ("us.power.available", {"interval": "3 to 8", "unit": "MW"}),
    ("us.power.available", {"interval": 3}),
    ("us.power.available", {}),
    ("us.power.available", {"value": 3, "interval": "3 to 8"}),
    ("us.power.available", {"value": 3, "min": 1}),
    ("us.power.growth", {**PRIOR, "dist": "nomral"}),
    ("us.power.growth", {**PRIOR, "sd": None}),
    ("us.power.growth", {**PRIOR, "mena": 1}),
    ("us.power.growth", {**PRIOR, "sd": "1"}),
    ("us.power.growth", {**PRIOR, "source": 3}),
    ("us.power.growth", {"dist": "beta", "mean": 0.1, "p5": 0.05}),
    ("us.power.growth", {"dist": "discrete", "values": []}),
    ("us.power.growth", {"dist": "discrete", "values": [0.1], "weights": [-1]}),
    ("us.power.growth", {"dist": "quantiles", "p5": 0.1, "p95": 0.2, "shape": 1}),
    ("us.power.growth", {"dist": "quantiles", "p5": 0.1, "p95": 0.2, "shape": "metalgo"}),
    ("us.power.growth", {"dist": "mixture", "of": "0.1 to 0.2"}),
    ("us.power.growth", {"dist": "mixture", "of": [{"dist": "normal", "mean": 0.1}]}),
    ("correlation", [{"between": PAIR}]),
    ("correlation", [{"between": PAIR, "among": PAIR, "rank": 0.3}]),
    ("correlation", [{"between": PAIR, "rank": 1.3}]),
    ("correlation", [{"between": PAIR, "rnak": 0.3}]),
    ("correlation", [{"among": PAIR, "matrix": [1, 0.3]}]),
    ("correlation", {"between": PAIR, "rank": 0.3}),
    ("us.construction.lead_time", None),
    ("us.channel.amazon.pool", "private"),
    ("us.channel.amazon.pool", None),
    ("us.channel.amazon.spend", None),
    ("us.channel.a b", {"pool": "market", "spend": 1, "accelerator_share": 0.5}),
    ("chips.per_usd_bn", None),
    ("programme.big_fund_iii.destination", "fabs"),
    ("programme.big_fund_iii.first", 2024),
    ("programme.big_fund_iii.last", None),
    ("programme.big_fund_iii.already_counted", "yes"),
    ("threshold", None),
    ("threshold.total_10b.metric", "speed"),
    ("threshold.total_10b.hold_months", 0),
    ("threshold.total_10b.value", None),
    ("threshold.power_100gw.value", {"value": 100, "unit": "MW"}),
]
FINE = [
    ("run.trajectories", 1e6),
    ("us.power.available", " +3_0.5e-1  to 8. "),
    ("us.power.available", {"value": 3, "unit": "GW", "note": "x"}),
    ("us.power.growth", {**PRIOR, "min": 0}),
    ("us.power.growth", {"dist": "beta", "mean": 0.1, "sd": 0.05, "high": 0.5}),
    ("us.power.growth", {"dist": "gamma", "shape": 2, "scale": 0.1}),
    ("us.power.growth", {"dist": "student_t", "df": 4, "p5": 0.1, "p95": 0.2}),
    ("us.power.growth", {"dist": "pert", "low": 0.1, "mode": 0.2, "high": 0.3, "max": 0.25}),
    ("us.power.growth", {"dist": "quantiles", "p5": 0.1, "p50": 0.15, "p95": 0.2, "shape": "linear",
                         "min": 0, "max": 0.5}),
    ("us.power.growth", {"dist": "discrete", "values": [0.1, 0.2], "weights": [1, 2]}),
    ("us.power.growth", {"dist": "mixture", "of": [0.1, "0.1 to 0.2", PRIOR], "weights": [1, 1, 0]}),
    ("correlation", [{"between": PAIR, "rank": 0.3, "source": "judgement"}]),
    ("correlation", [{"among": PAIR, "matrix": [[1, 0.3], [0.3, 1]]}]),
    ("correlation", []),
    ("threshold.power_100gw.value", {"value": 100, "unit": "GW"}),
    ("threshold.new", {"metric": "ai_power", "value": "1 to 2"}),
]


def planted(config, place, value):
    """The config with `value` at `place`; a key of it that is None is taken out."""
    config = copy.deepcopy(config)
    *tables, key = place.split(".")
    at = config
    for table in tables:
        at = at[table]
    if isinstance(value, dict):
        value = {name: inner for name, inner in value.items() if inner is not None}
    if value is None:
        del at[key]
    else:
        at[key] = value
    return config


def toml(value):
    """A value as TOML on one line."""
    if isinstance(value, bool) or not isinstance(value, (dict, list)):
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return "{ " + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + " }"


class Checker:
    def __init__(self, racecast):
        self.racecast = racecast
        self.folder = tempfile.TemporaryDirectory()

    def schema(self, *document):
        done = subprocess.run([self.racecast, "schema", *document], capture_output=True, check=True)
        schema = json.loads(done.stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        return jsonschema.Draft7Validator(schema)

    def accepts(self, config):
        """Whether `racecast check` does."""
        text = "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in config.items())
        file = pathlib.Path(self.folder.name) / "planted.toml"
        file.write_text(text, encoding="utf-8")
        return subprocess.run([self.racecast, "check", file], capture_output=True).returncode == 0


SWEEP = {"name": "a", "config": "b.toml", "axis": [{"path": "run.seed", "values": [1, "x"]}],
         "scenario": [{"name": "c", "set": {"controls.start": "open"}}]}
SWEEP_MISTAKES = [
    {"nmae": "a"}, {"method": "random"}, {"points": 0}, {"set": 3}, {"config": 1},
    {"axis": [{"path": "a", "values": [1], "low": 1}]}, {"axis": [{"values": [1]}]},
    {"axis": [{"path": "a", "values": []}]}, {"scenario": [{}]}, {"scenario": [{"name": "a", "x": 1}]},
]


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def first_error(validator, document):
    for error in validator.iter_errors(document):
        return f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
    return None


def problems(checker):
    config, evidence, sweep, series = (
        checker.schema(name) for name in ("config", "evidence", "sweep", "series"))
    for path in sorted((ROOT / "configs").rglob("*.toml")):
        validator = config
        if path.name == "evidence.toml":
            validator = evidence
        elif path.parent.name == "sweeps":
            validator = sweep
        elif path.parent.name == "history":
            validator = series
        if error := first_error(validator, read(path)):
            yield f"{path.relative_to(ROOT)} is refused at {error}"
    baseline = read(ROOT / "configs/baseline.toml")
    baseline["evidence"] = str(ROOT / "configs/evidence.toml")
    if not checker.accepts(baseline):
        yield "check refuses the baseline as this test writes it"
    for place, value in MISTAKES:
        wrong = planted(baseline, place, value)
        if not first_error(config, wrong):
            yield f"the schema accepts {place} = {value}"
        if checker.accepts(wrong):
            yield f"check accepts {place} = {value}"
    for place, value in FINE:
        right = planted(baseline, place, value)
        if error := first_error(config, right):
            yield f"the schema refuses {place} = {value}: {error}"
        if not checker.accepts(right):
            yield f"check refuses {place} = {value}"
    yield from of_extending(config)
    entry = read(ROOT / "configs/evidence.toml")
    key = next(iter(entry))
    for wrong in (planted(entry, f"{key}.quantity", None), planted(entry, f"{key}.found", "yes"),
                  planted(entry, f"{key}.vlaue", 1)):
        if not first_error(evidence, wrong):
            yield "the schema of the evidence accepts a mistake"
    for wrong in SWEEP_MISTAKES:
        if not first_error(sweep, {**SWEEP, **wrong}):
            yield f"the schema of a sweep accepts {wrong}"
    if error := first_error(sweep, SWEEP):
        yield f"the schema of a sweep refuses one: {error}"


def of_extending(config):
    """A file that extends another may leave out everything, but misspell nothing."""
    if error := first_error(config, {"extends": "a.toml", "us": {"channel": {"x": {"spend": 1}}}}):
        yield f"a file that extends is refused at {error}"
    for wrong in ({"extends": "a.toml", "run": {"sede": 1}}, {"extends": 3}, {"name": "x"}):
        if not first_error(config, wrong):
            yield f"the schema accepts {wrong}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--racecast", required=True)
    found = list(problems(Checker(parser.parse_args().racecast)))
    print("\n".join(found) or f"the schema says of {len(MISTAKES)} mistakes what check says")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
