import numpy as np
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.hotspots.event_dates import event_dates
from oltp_qgis_plugin.core.hotspots.held_out import Question, held_out
from oltp_qgis_plugin.core.hotspots.hit_rate import held_by_share, measured
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.split_dates import split_dates
from oltp_qgis_plugin.errors import Cancelled, GridError, LayerError, StatisticError

TOWN = [box(770_000, 6_280_000, 773_000, 6_283_000)]


def day(text):
    return np.datetime64(text, "D")


def days(*texts):
    return event_dates(np.array(texts, dtype="M8[s]"))


def incidents(n=900, seed=0, kept=True):
    """Incidents over 2023 and 2024, a third of them at one place, which moves in 2024 unless kept."""
    rng = np.random.default_rng(seed)
    began = np.datetime64("2023-01-01", "s") + rng.integers(0, 731 * 86_400, n).astype("m8[s]")
    xy = rng.uniform((770_000, 6_280_000), (773_000, 6_283_000), (n, 2))
    place = np.where((began < np.datetime64("2024-01-01")) | kept, 771_000, 772_500)[: n // 3]
    xy[: n // 3] = rng.normal((0, 6_281_500), 60, (n // 3, 2)) + np.stack([place, np.zeros(n // 3)], axis=1)
    return xy, event_dates(began)


def asked(method="kde", share=0.05, first_day="2024-01-01", size=200.0):
    return Question(None if first_day is None else day(first_day), method, share, Lattice(size))


def told(result, warning=None):
    return " ".join(remark.text for remark in result.remarks if warning in (None, remark.warning))


def test_incidents_are_parted_on_the_day_asked_which_belongs_to_the_second_period():
    split = split_dates(
        days("2023-01-01T23:59:59", "2023-06-30", "2023-07-01T00:00:00", "NaT", "2023-09-01"), day("2023-07-01")
    )
    assert split.second.tolist() == [False, False, True, False, True]
    assert split.used.tolist() == [True, True, True, False, True] and not split.computed


def test_the_day_computed_is_the_first_of_the_month_nearest_to_three_quarters():
    year = np.arange("2023-01-01", "2024-01-01", dtype="M8[D]").astype("M8[s]")
    assert split_dates(event_dates(year)).first_day == day("2023-10-01")
    long = np.arange("2022-01-01", "2024-01-01", dtype="M8[D]").astype("M8[s]")
    assert split_dates(event_dates(long)).first_day == day("2023-07-01")
    month = np.arange("2023-05-01", "2023-05-29", dtype="M8[D]").astype("M8[s]")
    assert split_dates(event_dates(month)).first_day == day("2023-05-22")
    two = split_dates(days("2023-01-31", "2023-06-01"))
    assert day("2023-01-31") < two.first_day <= day("2023-06-01")


def test_months_are_parted_by_months():
    months = np.array(["2023-01", "2023-02", "2023-03", "2023-04"] * 6, dtype=object)
    split = split_dates(event_dates(months))
    assert split.first_day == day("2023-04-01") and split.second.sum() == 6 and split.end == day("2023-04-30")
    cut = split_dates(event_dates(months), day("2023-03-15"))
    assert cut.straddling == 6 and cut.used.sum() == 18 and cut.second.sum() == 6


@pytest.mark.parametrize(
    ("dates", "first_day", "error", "message"),
    [
        (("NaT", "NaT"), None, LayerError, "Aucun des 2 incidents n'a de date"),
        (("2023-05-01", "2023-05-01"), None, StatisticError, "Tous les incidents sont datés du 1er"),
        (("2023-05-01", "2023-06-01"), "2023-05-01", StatisticError, "laisse une période vide"),
        (("2023-05-01", "2023-06-01"), "2024-01-01", StatisticError, "laisse une période vide"),
    ],
)
def test_dates_that_make_no_two_periods_are_refused(dates, first_day, error, message):
    with pytest.raises(error, match=message):
        split_dates(days(*dates), first_day and day(first_day))


def test_a_place_that_lasts_is_found_again_and_one_that_moves_is_not():
    lasting, moved = (held_out(*incidents(kept=kept), TOWN, asked()).headline for kept in (True, False))
    assert lasting.pai > 5 and lasting.rri == pytest.approx(1, abs=0.15) and lasting.pai_low > 1
    assert moved.pai < 2 and moved.rri < 0.3


def test_the_headline_is_that_of_the_cells_marked():
    for method in ("count", "kde", "gi_star", "class"):
        result = held_out(*incidents(), TOWN, asked(method))
        hot = result.columns["selected"] == "hot"
        after, area = result.columns["n_after"], result.map.cells.area
        assert after[hot].sum() / after.sum() == pytest.approx(result.headline.hit_rate, abs=0.02)
        assert area[hot].sum() / area.sum() == pytest.approx(result.headline.area_share, abs=1e-9)
        if method == "class":
            assert set(result.columns["class"][hot]) <= {"hot_99", "hot_95"} and hot.any()


def test_the_first_period_alone_ranks_the_cells():
    xy, dates = incidents()
    first = dates.began < np.datetime64("2024-01-01")
    shuffled = xy.copy()
    shuffled[~first] = np.random.default_rng(9).permutation(xy[~first]) + (5, 5)
    here, there = (held_out(places, dates, TOWN, asked()) for places in (xy, shuffled))
    assert (here.columns["selected"] == there.columns["selected"]).all()
    assert (here.columns["kde"] == there.columns["kde"]).all()
    assert here.columns["n_before"].sum() == first.sum() and here.columns["n_after"].sum() == (~first).sum()


def test_every_method_is_compared_at_every_share():
    result = held_out(*incidents(), TOWN, asked(share=0.03))
    table = result.table
    assert table["method"].tolist() == ["count"] * 6 + ["kde"] * 6 + ["gi_star"] * 6 + ["class"] * 3
    assert table["selection"].tolist()[:6] == ["1 %", "2 %", "3 %", "5 %", "10 %", "20 %"]
    row = table[(table["method"] == "kde") & (table["selection"] == "3 %")].iloc[0]
    assert row["pai"] == result.headline.pai and row["n_before"] <= result.n_before
    area, after = result.map.cells.area, result.columns["n_after"]
    again = measured(held_by_share(result.columns["kde"], area, result.columns["n_before"], after, 0.1), area,
                     result.columns["n_before"], after)  # fmt: skip
    assert table[(table["method"] == "kde") & (table["selection"] == "10 %")].iloc[0]["pai"] == again.pai
    assert (table["pei"].dropna() <= 1 + 1e-12).all()


def test_of_cells_of_as_many_incidents_the_densest_around_comes_first():
    result = held_out(*incidents(), TOWN, asked("count", 0.3))
    n, kde, hot = (result.columns[name] for name in ("n_before", "kde", "selected"))
    last = n[hot == "hot"].min()
    tied = n == last
    assert kde[tied & (hot == "hot")].min() >= kde[tied & (hot == "other")].max()


def test_random_incidents_have_a_pai_around_one_and_it_is_said():
    rng = np.random.default_rng(4)
    began = np.datetime64("2023-01-01", "s") + rng.integers(0, 731 * 86_400, 2000).astype("m8[s]")
    xy = rng.uniform((770_000, 6_280_000), (773_000, 6_283_000), (2000, 2))
    result = held_out(xy, event_dates(began), TOWN, asked(share=0.2))
    assert result.headline.pai == pytest.approx(1, abs=0.2)
    assert "ne retrouvent pas les incidents suivants mieux" in told(result, True)


def test_what_was_chosen_and_what_weakens_the_measure_is_said():
    xy, dates = incidents()
    xy[0], xy[1] = (0.0, 0.0), np.nan
    began = dates.began.copy()
    began[2] = np.datetime64("NaT")
    result = held_out(xy, event_dates(began), TOWN, asked(first_day=None, size=0.0))
    assert "seconde : du 1er" in told(result).replace("\u00a0", " ") and "calculé" in told(result)
    assert "(taille calculée)" in told(result) and "Incidents sans date, non comptés : 1" in told(result, True)
    assert "hors de la zone d'étude, non comptés : 1" in told(result, True) and "moins d'un an" in told(result)
    few = held_out(*incidents(40), TOWN, asked(first_day="2024-09-01"))
    assert "dans la seconde période (moins de 30)" in told(few, True)


def test_a_class_without_a_cell_measures_nothing_and_says_so():
    rng = np.random.default_rng(5)
    began = np.datetime64("2023-01-01", "s") + rng.integers(0, 731 * 86_400, 400).astype("m8[s]")
    xy = rng.uniform((770_000, 6_280_000), (773_000, 6_283_000), (400, 2))
    result = held_out(xy, event_dates(began), TOWN, asked("class", size=500.0))
    assert np.isnan(result.headline.pai) and "aucune maille de cette classe" in told(result, True)


def test_what_cannot_be_measured_is_refused_in_one_sentence():
    xy, dates = incidents(60)
    with pytest.raises(StatisticError, match="La part de surface vaut 0 %"):
        held_out(xy, dates, TOWN, asked(share=0.0))
    with pytest.raises(GridError, match="n'est dans la zone d'étude"):
        held_out(xy, dates, [box(0, 0, 100, 100)], asked())
    with pytest.raises(LayerError, match="aucun point localisé"):
        held_out(np.full_like(xy, np.nan), dates, TOWN, asked())
    after = dates.began >= np.datetime64("2024-01-01")
    outside = np.where(after[:, None], 0.0, xy)
    with pytest.raises(StatisticError, match="n'est de la seconde période"):
        held_out(outside, dates, TOWN, asked())


@pytest.mark.parametrize("stop_at", [0, 10, 50, 85])
def test_a_test_of_hot_spots_stops_when_asked(stop_at):
    with pytest.raises(Cancelled):
        held_out(*incidents(), TOWN, asked(), lambda percent: percent >= stop_at)
