"""The record of a check as a text that a person reads."""


def number(value):
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e5 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def speed_lines(figures):
    rates = figures.get("path_months_per_second", {})
    for name, of in rates.items():
        middle = sorted(of)[len(of) // 2]
        times = figures["racecast_times_faster"].get(name)
        ratio = f"   racecast is {times:.3g} times faster" if times else ""
        yield f"  {name:12} {middle:.3g} path-months/s{ratio}"
    for kind in ("skipped", "failed"):
        for name, why in figures.get(kind, {}).items():
            yield f"  {name:12} {kind}: {why}"


def bench_lines(figures):
    """What `racecast bench` measured; the rest is in the record."""
    for size in figures.get("sizes", []):
        rate = size["path_months_per_second"]
        yield (f"  {size['trajectories']:>12,} trajectories: {rate['median']:.3g} path-months/s "
               f"({rate['low']:.3g} to {rate['high']:.3g})")
    for name in ("first_result_seconds", "sizes_left_out", "seconds"):
        if name in figures:
            yield f"  {name}: {figures[name]}"


def figure_lines(result):
    figures = result["figures"]
    if result["step"] in ("peers", "bench"):
        yield from (bench_lines if result["step"] == "bench" else speed_lines)(figures)
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {number(x)}" for key, x in value.items()
                              if not isinstance(x, (dict, list)))
        elif isinstance(value, list):
            value = ", ".join(map(str, value[:6])) or "none"
        yield f"  {name}: {number(value)}"


def text_of(record):
    hardware = record["hardware"]
    kind = "  (REHEARSAL on the CPU engine: no figure of a GPU)" if record["rehearsal"] else ""
    lines = [f"GPU check of {record['date']}{kind}", ""]
    for gpu in hardware["gpus"] or [{"name": "none"}]:
        lines.append("GPU: " + ", ".join(gpu.values()))
    lines.append(f"CPU: {hardware['processor']}, {hardware['cores']} cores, "
                 f"{hardware['memory_gib']} GiB")
    lines += ["Racecast: " + record["racecast"].replace("\n", ", "), "",
              f"{'step':14}{'result':10}{'seconds':>8}  why"]
    for result in record["steps"]:
        why = result["why"].splitlines()[0][:60] if result["why"] else ""
        lines.append(f"{result['step']:14}{result['status']:10}{result['seconds']:>8.1f}  {why}")
    lines += ["", f"{'target':52}{'wanted':>10}{'measured':>12}"]
    for target in record["targets"]:
        measured = "-" if target["measured"] is None else number(target["measured"])
        met = {True: "met", False: "MISSED", None: "not measured"}[target["met"]]
        lines.append(f"{target['what']:52}{number(target['wanted']):>10}{measured:>12}  {met}")
    for result in record["steps"]:
        if result["figures"]:
            lines += ["", result["step"], *figure_lines(result)]
    return "\n".join(lines) + "\n"
