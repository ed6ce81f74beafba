"""In how many worlds are the odds of the US near certain, even or poor, and how much is luck?

A draw is one world: one value of all that is uncertain. Raw odds, paths won of paths run, smear a
world by the luck of its paths; the de-noised ones, where the file has them, take that out."""
import matplotlib.pyplot as plt
import pandas as pd

from common import arguments, at_threshold, finish


def second_order_odds(file, threshold=None):
    """Share of worlds by odds: raw, and de-noised (None: not in the file). How the variance of who
    is first splits into what differs between worlds and luck within one."""
    root = at_threshold(file, threshold)
    paths = int(root.winning_paths.max())
    odds = (root.winning_paths / paths).values
    worlds = pd.Series(root.odds_count / root.odds_count.sum(), odds).rename_axis("odds")
    p = (worlds * odds).sum()
    luck = (worlds * odds * (1 - odds)).sum() * paths / (paths - 1)
    split = {"P(US first)": p, "epistemic": p * (1 - p) - luck, "aleatory": luck}
    denoised = root.get("odds_probability_denoised")
    return worlds, None if denoised is None else denoised.to_series(), pd.Series(split)


def draw(worlds, denoised):
    figure, axes = plt.subplots(figsize=(7, 4))
    axes.step(worlds.index, worlds.cumsum(), where="post", color="0.5", label="raw")
    if denoised is not None:
        ends = denoised.index + (denoised.index[1] - denoised.index[0]) / 2  # the index: middles
        axes.step(ends, denoised.cumsum(), where="post", color="black", label="de-noised")
    axes.set(xlabel="odds of the United States in a world", ylabel="worlds with at most these odds")
    axes.legend()


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None))
    raw, clean, parts = second_order_odds(given.file, given.threshold)
    print(parts.to_string())
    print(f"worlds below even odds, raw: {raw[raw.index < 0.5].sum():.4f}")
    draw(raw, clean)
    finish(given.output)
