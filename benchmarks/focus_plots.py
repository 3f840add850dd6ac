"""Draws the figures of docs/focus.md from what `benchmarks/run-focus quality --out FOLDER` wrote.

Usage: focus_plots.py FOLDER PICTURES

Writes PICTURES/focus-quality.svg and PICTURES/focus-one-video.svg. Needs Debian's python3-matplotlib.
"""

import csv
import os
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plot

matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "clipmill", "font.size": 10})
# Tells every way apart in grey, too, and for people who see red and green alike.
COLOURS = {"uniform": "#bbbbbb", "as coded": "#ddaa33", "credited, by mean": "#bb5566", "bandit": "#004488"}
NAMES = {
    "uniform": "even distances",
    "as coded": "authors' program (reference)",
    "credited, by mean": "the same, repaired as in the paper",
    "bandit": "ours (bandit)",
}


def rows(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def quality(table, target):
    lengths = ["120", "600", "1800"]
    goals = [0.78, 0.55, 0.40]
    figure, axes = plot.subplots(figsize=(8, 4))
    width = 0.8 / len(COLOURS)
    for place, (way, colour) in enumerate(COLOURS.items()):
        found = [next(r for r in table if r["kind"] == "usual" and r["seconds"] == s and r["way"] == way) for s in lengths]
        means = [float(r["mean"]) for r in found]
        reach = [float(r["high"]) - float(r["mean"]) for r in found]
        at = [i + (place - (len(COLOURS) - 1) / 2) * width for i in range(len(lengths))]
        axes.bar(at, means, width * 0.92, color=colour, label=NAMES[way], yerr=reach, capsize=3)
        for x, mean, far in zip(at, means, reach):
            axes.text(x, mean + far + 0.012, "%.2f" % mean, ha="center", fontsize=9)
    for i in range(len(lengths)):
        best = next(float(r["mean"]) for r in table
                    if r["kind"] == "usual" and r["seconds"] == lengths[i] and r["way"] == "all-knowing")
        axes.plot([i - 0.42, i + 0.42], [best, best], color="black", linewidth=1,
                  label="who knows the truth" if i == 0 else None)
        axes.plot([i - 0.42, i + 0.42], [goals[i]] * 2, color="black", linewidth=1, linestyle=":",
                  label="goal" if i == 0 else None)
    axes.set_xticks(range(len(lengths)), ["%d minutes" % (int(s) // 60) for s in lengths])
    axes.set_ylabel("mean true relevance of 64 picks")
    axes.set_ylim(0, 1.02)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(frameon=False, fontsize=9, loc="upper right")
    save(figure, target)


def one_video(table, target):
    def points(what):
        chosen = [r for r in table if r["what"] == what]
        return [float(r["seconds"]) for r in chosen], [float(r["relevance"]) for r in chosen]

    figure, (above, below) = plot.subplots(
        2, 1, figsize=(8, 4.6), sharex=True, gridspec_kw={"height_ratios": [3, 1.1]})
    above.plot(*points("truth"), color="#999999", linewidth=1.5, label="true relevance")
    above.plot(*points("first look"), "o", markersize=3, markerfacecolor="white", color="#bb5566",
               label="scores of the first look")
    above.plot(*points("second look"), "o", markersize=3, color="#004488", label="scores of the second look")
    above.set_ylabel("relevance")
    above.set_ylim(0, 1.05)
    above.legend(frameon=False, fontsize=9, loc=(0.53, 0.72))
    for place, way in enumerate(("uniform", "as coded", "bandit")):
        seconds, relevance = points(way)
        below.plot(seconds, [place] * len(seconds), "|", markersize=11, color=COLOURS[way])
        below.text(1.01, place, "%.2f" % (sum(relevance) / len(relevance)), transform=below.get_yaxis_transform(),
                   va="center")
    below.set_yticks(range(3), ["even", "reference", "bandit"])
    below.set_ylim(-0.6, 2.6)
    below.set_xlabel("seconds; at the right the mean true relevance of the picks")
    for axes in (above, below):
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    save(figure, target)


def save(figure, target):
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})
    plot.close(figure)


def main():
    folder, pictures = sys.argv[1:]
    os.makedirs(pictures, exist_ok=True)
    quality(rows(os.path.join(folder, "quality.tsv")), os.path.join(pictures, "focus-quality.svg"))
    one_video(rows(os.path.join(folder, "one_video.tsv")), os.path.join(pictures, "focus-one-video.svg"))


main()
