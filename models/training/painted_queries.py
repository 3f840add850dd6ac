"""What can be asked about a painted scene, in many phrasings, and what is true. Used by train_text_scorer.py.

The words are those of the painter (org.clipmill.media.paint: Colour, Shape, Backdrop).
"""
from dataclasses import dataclass

import numpy as np

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "white", "black")
SHAPES = ("circle", "square", "triangle", "star", "cross", "ring", "heart", "moon")
BACKDROPS = {"grass": "on grass", "water": "on water", "sand": "on sand", "snow": "on snow",
             "a night sky": "at night", "a brick wall": "on a brick wall"}
# Pairs that no training picture shows and no training text names; the painter of the lessons has the same list.
NEVER_TRAINED = {("orange", "circle"), ("green", "square"), ("white", "triangle"), ("blue", "star"),
                 ("yellow", "cross"), ("purple", "ring"), ("black", "heart"), ("red", "moon")}
NUMBERS = {2: "two", 3: "three"}

TAUGHT = {
    "thing": ("{a} {c} {s}", "{c} {s}", "there is {a} {c} {s}", "a picture of {a} {c} {s}", "a {s} that is {c}",
              "{a} {c} {s} in the picture", "we see {a} {c} {s}", "{a} {c} {s} {w}"),
    "shape": ("a {s}", "{s}", "there is a {s}", "a picture of a {s}"),
    "colour": ("something {c}", "{a} {c} thing", "there is something {c}", "{a} {c} object"),
    "backdrop": ("{b}", "a picture of {b}", "there is {b}", "nothing but {b}"),
}
UNTAUGHT = {
    "thing": ("a photo of {a} {c} {s}", "the {c} {s}", "can you find {a} {c} {s}?", "{a} {c} {s} moves about",
              "a {s} painted {c}", "show me the frames with {a} {c} {s}"),
    "shape": ("the {s}", "a photo of a {s}"),
    "colour": ("anything {c}", "a {c} shape"),
    "backdrop": ("a photo of {b}", "before {b}"),
}
OTHER_WORDS = {"red circle": "a red disc", "blue square": "a blue box", "yellow moon": "a yellow crescent",
               "white cross": "a white plus sign", "green ring": "a green hoop", "purple heart": "a violet heart",
               "red star": "a crimson star", "black circle": "a dark circle", "yellow triangle": "a golden triangle",
               "green triangle": "an emerald triangle", "red heart": "a scarlet heart", "blue ring": "a navy ring"}


@dataclass(frozen=True)
class Query:
    """A text and what must be seen for it to be true: so many things of a colour and shape, a ground, another thing."""

    kind: str
    text: str
    colour: str = ""
    shape: str = ""
    backdrop: str = ""
    count: int = 1
    other: tuple = ()


def phrased(template, colour="", shape="", backdrop=""):
    return template.format(a="an" if colour == "orange" else "a", c=colour, s=shape, b=backdrop,
                           w=BACKDROPS.get(backdrop, ""))


def is_held_out(query):
    return (query.colour, query.shape) in NEVER_TRAINED or query.other in NEVER_TRAINED


def thing_queries(templates):
    """One query a template, colour and shape; templates that name a ground are left out."""
    return [Query("thing", phrased(t, c, s), c, s) for t in templates if "{w}" not in t for c in COLOURS for s in SHAPES]


def all_queries(phrasings):
    """The queries of one part."""
    queries = thing_queries(phrasings["thing"])
    queries += [Query("shape", phrased(t, "", s), shape=s) for t in phrasings["shape"] for s in SHAPES]
    queries += [Query("colour", phrased(t, c), c) for t in phrasings["colour"] for c in COLOURS]
    queries += [Query("backdrop", phrased(t, backdrop=b), backdrop=b) for t in phrasings["backdrop"][:3] for b in BACKDROPS]
    return queries


def joint_queries(pairs, rng):
    """Things on grounds, several alike, and pairs of things."""
    things = [(c, s) for c in COLOURS for s in SHAPES]
    queries = [Query("thing on ground", phrased("{a} {c} {s} {w}", c, s, b), c, s, b) for c, s in things for b in BACKDROPS]
    queries += [Query("several", f"{word} {c} {s}{'es' if s == 'cross' else 's'}", c, s, count=n)
                for c, s in things for n, word in NUMBERS.items()]
    for _ in range(pairs):
        (c, s), other = (things[i] for i in rng.choice(len(things), 2, replace=False))
        text = f"{phrased('{a} {c} {s}', c, s)} and {phrased('{a} {c} {s}', *other)}"
        queries.append(Query("two things", text, c, s, other=other))
    return queries


class Truth:
    """What pictures show: counts [n][colour][shape], and the number of each ground, -1 for none that has a name."""

    def __init__(self, records):
        self.counts = np.zeros((len(records), len(COLOURS), len(SHAPES)), np.int16)
        self.grounds = np.array([list(BACKDROPS).index(r["backdrop"]) if r["backdrop"] else -1 for r in records])
        for row, record in enumerate(records):
            for colour, shape in record["things"]:
                self.counts[row, COLOURS.index(colour), SHAPES.index(shape)] += 1

    def of(self, query, rows=slice(None)):
        """Tells of each picture whether the query is true."""
        counts, true = self.counts[rows], np.ones(len(self.grounds[rows]), bool)
        if query.colour or query.shape:
            colours = [COLOURS.index(query.colour)] if query.colour else list(range(len(COLOURS)))
            shapes = [SHAPES.index(query.shape)] if query.shape else list(range(len(SHAPES)))
            true &= counts[:, colours][:, :, shapes].sum((1, 2)) >= query.count
        if query.other:
            true &= counts[:, COLOURS.index(query.other[0]), SHAPES.index(query.other[1])] >= 1
        if query.backdrop:
            true &= self.grounds[rows] == list(BACKDROPS).index(query.backdrop)
        return true

    def nearly(self, query):
        """For a thing: pictures that show its colour and its shape, but never together."""
        colour, shape = COLOURS.index(query.colour), SHAPES.index(query.shape)
        return (self.counts[:, colour].sum(1) > 0) & (self.counts[:, :, shape].sum(1) > 0) & ~self.of(query)
