"""The colours of the tables are told apart, for normal and for colour-blind sight."""

import itertools

import numpy as np
import pytest

from oltp_qgis_plugin.core.nomenclature import categories, families
from oltp_qgis_plugin.core.time_slots import presets

FAMILY_DISTANCE_FLOOR = 15.0  # CIEDE2000, for normal vision, protanopia and deuteranopia
SIBLING_DISTANCE_FLOOR = 3.0
SLOT_DISTANCE_FLOOR = 6.0

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(colour: str, vision: str = "normal") -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    t = XYZ @ np.clip(VISIONS[vision] @ linear, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one: np.ndarray, two: np.ndarray) -> float:
    mean_c7 = ((np.hypot(*one[1:]) + np.hypot(*two[1:])) / 2) ** 7
    stretch = 1 + 0.5 * (1 - np.sqrt(mean_c7 / (mean_c7 + 25**7)))
    (l1, a1, b1), (l2, a2, b2) = one * (1, stretch, 1), two * (1, stretch, 1)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    mh = (h1 + h2 + (360 if abs(h1 - h2) > 180 and h1 + h2 < 360 else -360 if abs(h1 - h2) > 180 else 0)) / 2
    mh = mh if c1 * c2 else h1 + h2
    cos = lambda factor, shift: np.cos(np.radians(factor * mh + shift))  # noqa: E731
    t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.20 * cos(4, -63)
    sl = 1 + 0.015 * (ml - 50) ** 2 / np.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    rotation = -2 * np.sqrt(mc**7 / (mc**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((mh - 275) / 25) ** 2))))
    return float(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * dc / sc * dh / sh))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_colour_distance_is_that_of_sharma_wu_and_dalal_2005(one, two, expected):
    assert ciede2000(np.array(one), np.array(two)) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("vision", VISIONS)
def test_the_families_stay_apart_for_every_kind_of_sight(vision):
    colours = [lab(family.colour, vision) for family in families()]
    assert len(colours) == 11
    assert min(ciede2000(a, b) for a, b in itertools.combinations(colours, 2)) >= FAMILY_DISTANCE_FLOOR


def test_the_categories_of_a_family_are_shades_of_one_hue():
    for _, members in itertools.groupby(categories(), key=lambda category: category.family):
        shades = [lab(category.colour) for category in members]
        assert min(ciede2000(a, b) for a, b in itertools.combinations(shades, 2)) >= SIBLING_DISTANCE_FLOOR
        hues = [np.degrees(np.arctan2(b, a)) for _, a, b in shades if np.hypot(a, b) > 5]
        assert all(abs((hue - hues[0] + 180) % 360 - 180) < 25 for hue in hues)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", presets())
def test_the_slots_of_a_day_stay_apart_for_every_kind_of_sight(name, vision):
    colours = [lab(slot.colour, vision) for slot in presets()[name]]
    assert min(ciede2000(a, b) for a, b in itertools.combinations(colours, 2)) >= SLOT_DISTANCE_FLOOR


@pytest.mark.parametrize("name", presets())
def test_slots_darken_from_the_morning_to_the_end_of_the_night(name):
    slots = sorted((s for s in presets()[name] if s.start is not None), key=lambda slot: (slot.start - 240) % 1440)
    lightness = [lab(slot.colour)[0] for slot in slots]
    assert lightness == sorted(lightness, reverse=True)
