"""The public address service: what is sent to it, and what may be believed of its answers; no network in here.

Géoplateforme (IGN), formerly Base Adresse Nationale: the same API at https://data.geopf.fr/geocodage/ and
https://api-adresse.data.gouv.fr/.
"""

import csv
import io
import json
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.intake.projections import in_france_or_near
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.errors import OnlineError

ADDRESS, CITY_CODE = "adresse", "code_insee"
PRECISIONS = {
    "housenumber": Precision.NUMBER,
    "street": Precision.STREET,
    "locality": Precision.PLACE,
    "municipality": Precision.COMMUNE,
}
ANSWER_COLUMNS = ("text", "label", "lon", "lat", "precision", "score", "refusal")
"""refusal: why an answer is not believed, "" when it is; then precision is « aucune » and lon, lat are NaN."""
NOT_FOUND, UNLIKELY, ABROAD, OTHER_CITY, OTHER_PLACE, OTHER_NUMBER = (
    "rien trouvé", "score trop faible", "hors de France", "autre commune", "autre adresse", "autre numéro")  # fmt: skip
NOTHING_DONE = "rien n'a été enregistré"
STRANGE_SHARE, FEWEST_STRANGE = 0.5, 3
SHORT_WORD = 3


def request_table(texts: Sequence[str], city_code: str = "") -> bytes:
    """The CSV sent: the texts, one a row, and the INSEE code of the town when there is one; nothing else. UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([ADDRESS, CITY_CODE] if city_code else [ADDRESS])
    writer.writerows([[one_line(text), city_code] if city_code else [one_line(text)] for text in texts])
    return stream.getvalue().encode("utf-8")


def one_line(text: str) -> str:
    """A text as it is sent and shown: on one line, without control characters."""
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", text).strip()


def read_table(answer: bytes, texts: Sequence[str], min_score: float, city_code: str = "") -> pd.DataFrame:
    """What the service found for each text, in the order of the texts: ANSWER_COLUMNS.

    Rows are tied by the text that the service sends back, so that their order does not matter.
    Raises OnlineError when the answer is no table, lacks columns or rows, or cannot be about these texts.
    """
    found = _parsed(answer)
    sent = [one_line(text) for text in texts]
    missing = len(set(sent) - set(found[ADDRESS]))
    if missing:
        raise OnlineError(f"Le service n'a pas rendu {missing} des {len(sent)} adresses envoyées : {NOTHING_DONE} ; "
                          f"réessayez plus tard.")  # fmt: skip
    rows = found.drop_duplicates(ADDRESS).set_index(ADDRESS).loc[sent].reset_index()
    return _believed(rows.assign(text=list(texts)), min_score, city_code)


def _parsed(answer: bytes) -> pd.DataFrame:
    """The answer as texts: ADDRESS and the columns that are used, under one name each."""
    refuse_page(answer)
    try:
        rows = list(csv.reader(io.StringIO(answer.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise OnlineError(f"La réponse du service n'est pas une table lisible : {NOTHING_DONE}.") from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    wanted = {"longitude": "lon", "latitude": "lat", "result_type": "type", "result_score": "score",
              "result_label": "label", ADDRESS: ADDRESS}  # fmt: skip
    lacking = [name for name in wanted if name not in header]
    if lacking:
        raise OnlineError(f"La réponse du service n'a pas la colonne « {lacking[0]} » : ce n'est pas la réponse "
                          f"attendue ; {NOTHING_DONE}.")  # fmt: skip
    body = [row for row in rows[1:] if row]
    if len(set(header)) != len(header) or any(len(row) != len(header) for row in body):
        raise OnlineError(f"La réponse du service est coupée ou abîmée : {NOTHING_DONE} ; réessayez.")
    frame = pd.DataFrame(body, columns=header, dtype=object)
    for name in ("result_housenumber", "result_citycode"):
        frame[name] = frame.get(name, "")
    return frame.rename(columns=wanted | {"result_housenumber": "number", "result_citycode": "city"})


def refuse_page(answer: bytes) -> None:
    """Raises OnlineError when a web page came instead: a captive portal, or a proxy that explains itself."""
    start = answer.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise OnlineError(f"Une page web est venue à la place de la réponse : le réseau demande sans doute de se "
                          f"connecter (portail, proxy). Ouvrez un navigateur, puis recommencez ; "
                          f"{NOTHING_DONE}.")  # fmt: skip


def read_search(answer: bytes, text: str, min_score: float, city_code: str = "") -> pd.DataFrame:
    """The places that a search of one text found, best first: ANSWER_COLUMNS. Raises OnlineError as `read_table`."""
    refuse_page(answer)
    try:
        features = json.loads(answer.decode("utf-8"))["features"]
        rows = [_feature(feature) for feature in features]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise OnlineError(f"La réponse du service n'est pas celle attendue : {NOTHING_DONE}.") from error
    frame = pd.DataFrame(rows, columns=["label", "lon", "lat", "type", "score", "number", "city"], dtype=object)
    return _believed(frame.assign(text=text), min_score, city_code)


def _feature(feature: dict) -> list[str]:
    told, place = feature["properties"], feature["geometry"]["coordinates"]
    return [str(value) for value in (told["label"], place[0], place[1], told["type"], told["score"],
                                     told.get("housenumber", ""), told.get("citycode", ""))]  # fmt: skip


def _believed(rows: pd.DataFrame, min_score: float, city_code: str) -> pd.DataFrame:
    """Each answer with the precision that it really has; those not to be believed without point, and why."""
    lonlat = np.stack([_numbers(rows["lon"]), _numbers(rows["lat"])], axis=1)
    score = _numbers(rows["score"])
    score = np.where((score >= 0) & (score <= 1), score, np.nan)
    precision = rows["type"].map(lambda kind: PRECISIONS.get(str(kind)))
    found = precision.notna().to_numpy(bool) & ~np.isnan(lonlat).any(axis=1) & ~np.isnan(score)
    refusal = np.where(found, "", NOT_FOUND).astype(object)
    near = np.zeros(len(rows), dtype=bool)
    near[found] = in_france_or_near(lonlat[found])
    about = np.array([_about(text, label) for text, label in zip(rows["text"], rows["label"], strict=True)], dtype=bool)
    same = np.array([kind != "housenumber" or _holds(text, number)
                     for text, kind, number in zip(rows["text"], rows["type"], rows["number"], strict=True)],
                    dtype=bool)  # fmt: skip
    elsewhere = (rows["city"] != city_code).to_numpy(bool) & bool(city_code)
    for hit, why in ((~near, ABROAD), (elsewhere, OTHER_CITY), (score < min_score, UNLIKELY), (~about, OTHER_PLACE),
                     (~same, OTHER_NUMBER)):  # fmt: skip
        refusal[(refusal == "") & hit] = why
    _refuse_nonsense(refusal, found)
    ok = refusal == ""
    return pd.DataFrame({
        "text": rows["text"].to_numpy(), "label": rows["label"].to_numpy(),
        "lon": np.where(ok, lonlat[:, 0], np.nan), "lat": np.where(ok, lonlat[:, 1], np.nan),
        "precision": [level.value if good and level is not None else Precision.NONE.value
                      for level, good in zip(precision, ok, strict=True)],
        "score": score, "refusal": refusal,
    })[list(ANSWER_COLUMNS)]  # fmt: skip


def _refuse_nonsense(refusal: np.ndarray, found: np.ndarray) -> None:
    """Raises OnlineError when most answers are abroad, or about other addresses: none is then to be believed."""
    for why, sentence in ((ABROAD, "place hors de France la plupart des adresses"),
                          (OTHER_PLACE, "répond sur d'autres adresses que celles envoyées")):  # fmt: skip
        n = int(np.count_nonzero(refusal == why))
        if n >= FEWEST_STRANGE and n > STRANGE_SHARE * np.count_nonzero(found):
            raise OnlineError(f"Le service {sentence} : sa réponse n'est pas crédible ; {NOTHING_DONE}.")


def _about(text: str, label: str) -> bool:
    """Whether an answer shares a word, or the beginning of one, with the text."""
    words = [word for word in normalise_label(text).split() if len(word) >= SHORT_WORD and not word.isdigit()]
    other = [word for word in normalise_label(str(label)).split() if len(word) >= SHORT_WORD and not word.isdigit()]
    return any(_alike(word, given) for word in words for given in other)


def _alike(word: str, other: str) -> bool:
    size = min(len(word), len(other), 4)
    return word[:size] == other[:size] or word[-4:] == other[-4:] and size == 4


def _holds(text: str, number: str) -> bool:
    """Whether a house number answered is in the text."""
    digits = re.match(r"\d+", str(number))
    return digits is not None and digits.group() in re.findall(r"\d+", text)


def _numbers(cells: pd.Series) -> np.ndarray:
    return pd.to_numeric(cells, errors="coerce").to_numpy(float)
