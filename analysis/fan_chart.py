"""How does a metric develop in both nations, and how wide is what the model holds possible?"""
import matplotlib.pyplot as plt

from common import LOOK, arguments, finish, group


def fan_chart(file, metric):
    """Quantiles of the metric over worlds, one path of each: nation, month, quantile."""
    return group(file, "fan").metric_quantile.sel(metric=metric)


def draw(fan):
    figure, axes = plt.subplots(figsize=(8, 4.5))
    for nation, look in LOOK.items():
        line = fan.sel(nation=nation)
        for low, high, strength in ((0.05, 0.95, 0.15), (0.25, 0.75, 0.3)):
            axes.fill_between(fan.date, line.sel(quantile=low), line.sel(quantile=high),
                              color=look["color"], alpha=strength, linewidth=0)
        axes.plot(fan.date, line.sel(quantile=0.5), **look)
    if str(fan.metric.item()) != "utilisation":
        axes.set_yscale("log")
    name, unit = str(fan.metric.item()).replace("_", " "), str(fan.metric_unit.item())
    axes.set(ylabel=name if unit == "1" else f"{name}, {unit}")
    axes.set_title("median, 50 % and 90 % of worlds", fontsize="medium")
    axes.grid(color="0.9")
    axes.set_axisbelow(True)
    axes.legend(loc="upper left")


if __name__ == "__main__":
    given = arguments(__doc__, ("--metric", "effective_compute"))
    quantiles = fan_chart(given.file, given.metric)
    table = quantiles.isel(month=[0, -1]).to_series().unstack("quantile")
    print(table.to_string(float_format="{:.3g}".format))
    draw(quantiles)
    finish(given.output)
