"""What the recipes share: a command line, the threshold asked for, an error, and one look."""
import argparse

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr

# Blue and vermilion of Okabe and Ito; without colour the dashes tell the nations apart.
LOOK = {"us": {"label": "United States", "color": "#0072B2", "linestyle": "-"},
        "cn": {"label": "China", "color": "#D55E00", "linestyle": "--"}}


def arguments(text, *options, files=None):
    """FILE (files="+": several), -o, and `options`: pairs of a name and its default."""
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("file", nargs=files, help="result of racecast run")
    parser.add_argument("-o", "--output", help="where to write; without it a window opens")
    for name, default in options:
        parser.add_argument(name, default=default, type=str if default is None else type(default))
    return parser.parse_args()


def group(file, name=None):
    """A group of a result file; without a name its root."""
    return xr.open_dataset(file, group=name, engine="h5netcdf")


def primary(file):
    """Name of the threshold that is the question of the config."""
    root = group(file)
    return str(root.threshold[root.primary.values == 1].item())


def at_threshold(file, threshold=None):
    """The root group at one threshold, the primary one without a name."""
    return group(file).sel(threshold=threshold or primary(file))


def cluster_error(events, trajectories):
    """Standard error of sum(events) / sum(trajectories), over batches: draws are independent, paths
    of one draw are not. `events` may be differences between two runs of the same draws."""
    events, trajectories = (np.asarray(each, float) for each in (events, trajectories))
    batches, total = np.count_nonzero(trajectories), trajectories.sum()
    residuals = events - events.sum() / total * trajectories
    return np.sqrt(batches / (batches - 1) * (residuals**2).sum()) / total


def finish(output):
    """Writes the figure, or shows it."""
    if output:
        plt.savefig(output, dpi=150, bbox_inches="tight")
    else:
        plt.show()
