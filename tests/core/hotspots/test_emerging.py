import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.hotspots.emerging import CLASSES, emerging_class


def cell(story, trend=0):
    """The class of one cell; story: a letter per step, H hot, C cold, - neither."""
    steps = np.array([list(story)])
    return emerging_class(steps == "H", steps == "C", np.array([trend]))[0]


STORIES = [
    ("---------H", 0, "new"), ("C--------H", 0, "new"), ("--------HH", 0, "consecutive"),
    ("-HHHHHHHHH"[:1] + "-" * 5 + "HHHH", 0, "consecutive"), ("HHHHHHHHHH", 1, "intensifying"),
    ("-HHHHHHHHH", 1, "intensifying"), ("HHHHH-HHHH", 0, "persistent"), ("-HHHHHHHHH", 0, "persistent"),
    ("HHHHHHHHHH", -1, "diminishing"), ("H-------HH", 0, "sporadic"), ("-H-------H", 1, "sporadic"),
    ("CH-------H", 0, "oscillating"), ("H---C---HH", -1, "oscillating"), ("HHHHHHHHH-", 0, "historical"),
    ("HHHHHHHHH-", 1, "historical"), ("HH", 0, "persistent"), ("-H", 0, "new"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "trend", "name"), STORIES)
def test_each_story_has_the_class_of_its_definition_hot_and_cold(story, trend, name):
    assert cell(story, trend) == f"hot_{name}"
    assert cell(story.translate(str.maketrans("HC", "CH")), -trend) == f"cold_{name}"


@pytest.mark.parametrize("story", ["----------", "HHHH------", "HHHHHHHH--", "CHCHCHCHC-", "-C-"])
def test_a_cell_that_is_neither_hot_nor_cold_at_last_nor_almost_always_before_has_no_class(story):
    assert cell(story, 1) == "none"


def test_the_last_step_says_the_side_before_the_past_does():
    assert cell("HHHHHHHHHC") == "cold_new" and cell("CCCCCCCCCH") == "hot_new"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.text("HC-", min_size=6, max_size=6), st.sampled_from([-1, 0, 1])), min_size=1))
def test_every_cell_has_one_class_and_only_one_whatever_its_story(cells):
    stories, trend = np.array([list(story) for story, _ in cells]), np.array([t for _, t in cells])
    hot, cold = stories == "H", stories == "C"
    found = emerging_class(hot, cold, trend)
    assert len(found) == len(cells) and set(found.tolist()) <= set(CLASSES)
    for (story, t), name in zip(cells, found.tolist(), strict=True):
        assert [side for side in ("hot", "cold") if holds(story, t, side)] in ([], [name.split("_")[0]])
        assert (name == "none") == (not holds(story, t, "hot") and not holds(story, t, "cold"))
        if name != "none":
            side, pattern = name.split("_")
            assert pattern == holds(story, t, side)
    shuffled = np.random.default_rng(1).permutation(len(cells))
    assert emerging_class(hot[shuffled], cold[shuffled], trend[shuffled]).tolist() == found[shuffled].tolist()


def holds(story, trend, side):
    """The definitions, one cell at a time."""
    letter, other = ("H", "C") if side == "hot" else ("C", "H")
    trend = trend if side == "hot" else -trend
    often = story.count(letter) >= 0.9 * len(story)
    if not story.endswith(letter):
        return "historical" if often and not story.endswith(other) else ""
    before = story.rstrip(letter)
    if story.count(letter) == 1:
        return "new"
    if letter not in before and not often:
        return "consecutive"
    if often:
        return {1: "intensifying", 0: "persistent", -1: "diminishing"}[trend]
    return "oscillating" if other in story else "sporadic"
