#!/usr/bin/env python3
"""Writes what embed-small and text-small must give, for the tests of whatever runs them.

Usage: python3 write_goldens.py --zoo ../src/main/resources/zoo --text-tower MINILM.jar --out ../src/test/resources/zoo-golden.json

The picture is a formula, so that any language can paint it: 160x90, at column x and row y the levels red
(2x + y) mod 256, green (x xor y) mod 256, blue 3y mod 256. It is squeezed to 96x96 by Pillow's bilinear resize.
"""
import argparse
import json
import math
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from train_text_scorer import TextTower

WIDTH, HEIGHT, SIDE = 160, 90, 96
TEXTS = ("a red circle", "two blue crosses on a brick wall", "Can you find an orange star?")


def picture():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    levels = np.stack([2 * x + y, x ^ y, 3 * y], -1) % 256
    return Image.fromarray(levels.astype(np.uint8)).resize((SIDE, SIDE), Image.BILINEAR)


def vector(model, pixels):
    return onnxruntime.InferenceSession(str(model)).run(None, {"pixels": pixels})[0][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zoo", type=Path, required=True)
    parser.add_argument("--text-tower", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    pixels = np.moveaxis(np.asarray(picture(), np.float32) / 255, -1, 0)[None]
    figures = json.loads((arguments.zoo / "text-small" / "figures.json").read_text())
    tower = TextTower(arguments.text_tower)
    seen, texts = vector(arguments.zoo / "text-small" / "vision.onnx", pixels), []
    for text, said in zip(TEXTS, tower(TEXTS)):
        cosine = float(seen @ said)
        texts.append({"text": text, "input_ids": tower.tokens(text), "vector": [round(float(v), 6) for v in said],
                      "cosine": round(cosine, 6),
                      "score": round(1 / (1 + math.exp(-figures["scale"] * cosine - figures["bias"])), 6)})
    golden = {"embed-small": [round(float(v), 6) for v in vector(arguments.zoo / "embed-small" / "model.onnx", pixels)],
              "text-small": {"scale": figures["scale"], "bias": figures["bias"],
                             "picture": [round(float(v), 6) for v in seen], "texts": texts}}
    arguments.out.write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
