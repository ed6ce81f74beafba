"""By how many months does one nation lead where both arrive, and how often does only one?"""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import LOOK, arguments, at_threshold, finish


def lead(file, threshold=None):
    """Trajectories by lead of the US in months, where both arrive by the horizon; and the shares
    of all trajectories in which both, one or none does."""
    joint = at_threshold(file, threshold).joint_count
    us, cn = np.meshgrid(joint.us_month, joint.cn_month, indexing="ij")
    count = pd.Series(joint.values.ravel())
    us, cn = us.ravel(), cn.ravel()
    both = (us >= 0) & (cn >= 0)
    who = np.select([both, us >= 0, cn >= 0], ["both", "only us", "only cn"], "neither")
    return (count[both].groupby((cn - us)[both]).sum().rename_axis("lead"),
            count.groupby(who).sum() / count.sum())


def quantile(counts, level):
    """The smallest lead that at least the share `level` of the counts does not exceed."""
    return int(counts.index[np.searchsorted(counts.cumsum(), level * counts.sum())])


def draw(counts):
    figure, axes = plt.subplots(figsize=(7, 4))
    for nation, ahead in (("us", counts.index > 0), ("cn", counts.index < 0)):
        axes.bar(counts.index[ahead], 100 * counts[ahead] / counts.sum(), width=1,
                 color=LOOK[nation]["color"], label=f"{LOOK[nation]['label']} leads")
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlim(quantile(counts, 0.001) - 1, quantile(counts, 0.999) + 1)
    axes.set(xlabel="lead of the United States, months", ylabel="of those where both arrive, %")
    axes.legend()


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None))
    leads, arrive = lead(given.file, given.threshold)
    print(arrive.to_string())
    print("5, 50, 95 %:", *(quantile(leads, level) for level in (0.05, 0.5, 0.95)), "months")
    draw(leads)
    finish(given.output)
