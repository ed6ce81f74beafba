"""By how much do scenarios change who is first, beyond Monte Carlo error?

Files with the same seed and draws are paired: they share random numbers, and what happens in both
alike cancels in the difference. Others are compared as independent runs."""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import arguments, cluster_error, finish, group, primary


def batches(file, threshold, outcome):
    """Trajectories with the outcome, all of them (both by batch), and which draws they are."""
    root, origin = group(file), group(file, "provenance").attrs
    counts = root.outcome_batch_count.sel(threshold=threshold)
    which = [origin["seed"], origin["first_draw"], origin["draws"], root.attrs["paths_per_draw"]]
    return counts.sel(outcome=outcome).values, counts.sum("outcome").values, which


def compare_scenarios(files, threshold=None, outcome="us_first"):
    """For each file: probability, its error, change from the first file, error of the change."""
    threshold = threshold or primary(files[0])
    rows, (reference, in_all, draws) = {}, batches(files[0], threshold, outcome)
    for file in files:
        events, trajectories, which = batches(file, threshold, outcome)
        p, error = events.sum() / trajectories.sum(), cluster_error(events, trajectories)
        paired = which == draws
        change_error = (cluster_error(events - reference, trajectories) if paired
                        else np.hypot(error, cluster_error(reference, in_all)))
        rows[file] = {"probability": p, "error": error,
                      "change": p - reference.sum() / in_all.sum(),
                      "change_error": change_error, "paired": paired}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("file")


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None), ("--outcome", "us_first"), files="+")
    table = compare_scenarios(given.file, given.threshold, given.outcome)
    print(table.to_string(float_format="{:.5f}".format))
    error = 196 * table.change_error
    plt.errorbar(100 * table.change, table.index, xerr=error, fmt="ko", capsize=3)
    plt.axvline(0, color="0.7")
    plt.xlabel(f"change of P({given.outcome}) from the first, points, with 95 % intervals")
    finish(given.output)
