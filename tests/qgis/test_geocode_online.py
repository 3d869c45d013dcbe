import threading
import time

import pandas as pd
import pytest
from qgis.core import QgsProcessingException, QgsSettings
from shapely.geometry import box

from oltp_qgis_plugin.adapters import ban
from oltp_qgis_plugin.errors import OnlineError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.territories import load_territories
from tests.told import Told

from .address_server import sent_rows, serving

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
PLACES = ["12 rue des lilas", "12 RUE DES LILAS", "rue des lilas", "mas de grille", "montpellier",
          "nulle part ailleurs"]  # fmt: skip


@pytest.fixture
def service():
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def allowed():
    QgsSettings().setValue("oltp/online_geocoding", True)
    yield
    QgsSettings().remove("oltp/online_geocoding")


@pytest.fixture
def store(empty_observatory):
    """Six incidents without point, of PM; the town is a box around Montpellier."""
    with Observatory.open(empty_observatory, write=True) as observatory:
        rows = pd.DataFrame({"code": ["GT1"], "name": ["Ville"], "population": [1]})
        load_territories(observatory, "territorial_group", [box(765_000, 6_275_000, 775_000, 6_285_000)], rows)
    take(empty_observatory, PLACES)
    return empty_observatory


def take(store, places, category="Tapage", first=0):
    path = store.with_name(f"pm_{first}.csv")
    rows = (f"{first + n};{category};01/02/2025;22:10;{place};;\n" for n, place in enumerate(places))
    path.write_text("N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n" + "".join(rows), encoding="utf-8")
    with Observatory.open(store, write=True) as observatory:
        import_file(path, "police_municipale", observatory, WHEN)


def ask(run, store, service, told=None, **more):
    return run("geocode_online", told, **{"STORE": str(store), "URL": service.url, "OUTPUT": "TEMPORARY_OUTPUT"} | more)


def located(store):
    with Observatory.open(store) as observatory:
        rows = observatory.incidents("geom NOT NULL")
    return dict(zip(rows["place_label"], rows[["precision", "geocode_score", "located_by"]].to_numpy().tolist(),
                    strict=True))  # fmt: skip


def test_without_send_nothing_leaves_and_the_table_shows_what_would(run, told, store, service):
    result = ask(run, store, service, told)
    assert service.bodies == []
    shown = [feature["address"] for feature in result["OUTPUT"].getFeatures()]
    assert shown == ["12 rue des lilas", "rue des lilas", "mas de grille", "montpellier", "nulle part ailleurs"]
    assert (result["TEXTS"], result["PLACED"]) == (5, 0) and located(store) == {}
    assert any("rien n'est parti" in text for text in told.infos)


def test_only_the_distinct_texts_leave_and_the_answers_place_the_incidents(run, told, store, service):
    result = ask(run, store, service, told, SEND=True, CITY_CODE="34172")
    assert sent_rows(service.bodies[0]) == [["adresse", "code_insee"]] + [[text, "34172"] for text in (
        "12 rue des lilas", "rue des lilas", "mas de grille", "montpellier", "nulle part ailleurs")]  # fmt: skip
    body = service.bodies[0].lower()
    assert len(service.bodies) == 1 and not any(word in body for word in (b"tapage", b"2025", b"tra1", b"pm"))
    assert (result["TEXTS"], result["FOUND"], result["PLACED"]) == (5, 4, 5)
    assert located(store) == {
        "12 rue des lilas": ["numero", 0.93, "service"], "12 RUE DES LILAS": ["numero", 0.93, "service"],
        "rue des lilas": ["rue", 0.71, "service"], "mas de grille": ["lieu", 0.8, "service"],
        "montpellier": ["commune", 0.95, "service"],
    }  # fmt: skip
    rows = [(f["address"], f["precision"], f["refusal"] or "") for f in result["OUTPUT"].getFeatures()]
    assert rows[0] == ("12 rue des lilas", "numero", "") and rows[4] == ("nulle part ailleurs", "aucune", "rien trouvé")
    with Observatory.open(store) as observatory:
        rows = observatory.incidents("precision = 'numero'")
    # 3.8671 E, 43.6157 N in Lambert-93, by gdaltransform
    assert rows[["x", "y"]].to_numpy()[0] == pytest.approx([770_014.34, 6_280_012.12], abs=0.01)
    assert rows["territorial_group"].tolist() == ["GT1", "GT1"]


def test_it_is_off_until_the_town_turns_it_on(run, store, service):
    QgsSettings().setValue("oltp/online_geocoding", False)
    with pytest.raises(QgsProcessingException, match="n'est pas permis sur ce poste : rien n'est parti"):
        ask(run, store, service, SEND=True)
    assert ask(run, store, service)["TEXTS"] == 5
    assert service.bodies == []


@pytest.mark.parametrize("mark", [
    "UPDATE partner SET diffusion = 'restreint'",
    "INSERT INTO agreement (partner, diffusion) VALUES ('PM', 'Restreint')",
    "UPDATE incident SET category = 'PER2'",
])  # fmt: skip
def test_a_restricted_partner_or_category_is_refused(run, told, store, service, mark):
    with Observatory.open(store, write=True) as observatory:
        observatory.connection.execute(mark)
    result = ask(run, store, service, told, SEND=True)
    assert (result["TEXTS"], result["KEPT_BACK"]) == (0, 6)
    assert service.bodies == [] and located(store) == {}
    assert any("6 fait(s)" in text and "diffusion restreinte" in text for text in told.infos)


def test_a_text_of_two_partners_is_sent_for_the_open_one_and_places_only_its_incidents(run, store, service):
    with Observatory.open(store, write=True) as observatory:
        observatory.connection.execute("INSERT INTO partner (code, label, diffusion) VALUES ('X', 'X', 'restreint')")
        observatory.connection.execute("UPDATE incident SET partner = 'X' WHERE place_label = '12 RUE DES LILAS'")
    assert ask(run, store, service, SEND=True)["PLACED"] == 4
    assert "12 RUE DES LILAS" not in located(store)


def test_a_text_that_was_masked_never_leaves(run, store, service):
    with Observatory.open(store, write=True) as observatory:
        observatory.connection.execute("UPDATE incident SET place_label = 'chez [nom], rue des lilas'")
    assert ask(run, store, service, SEND=True)["KEPT_BACK"] == 6
    assert service.bodies == []


@pytest.mark.parametrize(("behaviour", "sentence"), [
    ("500", "en panne \\(erreur 500\\)"), ("503", "en panne"), ("429", "trop de demandes \\(erreur 429\\)"),
    ("400", "a refusé la demande \\(erreur 400\\)"), ("404", "a refusé la demande"), ("407", "proxy"),
    ("portal", "page web"), ("moved", "page web"), ("cut", "coupée|n'a pas rendu|lisible"), ("garbage", "lisible"),
    ("fewer", "n'a pas rendu 1 des 5"), ("columns", "n'a pas la colonne"), ("abroad", "hors de France"),
    ("swapped", "d'autres adresses"),
])  # fmt: skip
def test_a_service_that_fails_or_lies_gives_a_sentence_and_nothing_is_stored(run, store, service, behaviour, sentence):
    service.behaviour = behaviour
    before = store.read_bytes()
    with pytest.raises(QgsProcessingException, match=sentence) as refused:
        ask(run, store, service, SEND=True)
    assert "rien n'a été enregistré" in str(refused.value)
    assert store.read_bytes() == before


def test_the_texts_do_not_follow_a_redirection_to_another_server(run, store, service):
    with serving() as portal:
        service.behaviour, service.moved_to = "moved", portal.url
        with pytest.raises(QgsProcessingException, match="renvoie ailleurs"):
            ask(run, store, service, SEND=True)
        assert (portal.bodies, portal.paths) == ([], [])
    assert located(store) == {}


def test_answers_in_another_order_go_to_their_own_text(run, store, service):
    service.behaviour = "shuffled"
    assert ask(run, store, service, SEND=True)["PLACED"] == 5
    assert located(store)["12 rue des lilas"][0] == "numero" and located(store)["montpellier"][0] == "commune"


def test_a_street_of_another_town_places_nothing(run, told, store, service):
    take(store, ["quai voltaire"], first=100)
    ask(run, store, service, told, SEND=True)
    assert "quai voltaire" not in located(store)
    assert any("hors de la ville" in text for text in told.infos)


def test_a_stalled_service_is_given_up(run, store, service, monkeypatch):
    monkeypatch.setattr(ban, "TIMEOUT_S", 0.4)
    service.behaviour = "stalls"
    with pytest.raises(QgsProcessingException, match="n'a pas répondu"):
        ask(run, store, service, SEND=True)
    assert located(store) == {}


def test_a_stalled_service_is_cancelled_within_a_second(run, store, service):
    service.behaviour, told = "stalls", Told()
    asked = []

    def cancel():
        while not service.bodies:
            time.sleep(0.01)
        asked.append(time.monotonic())
        told.cancel()

    stopper = threading.Thread(target=cancel)
    stopper.start()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        ask(run, store, service, told, SEND=True)
    assert time.monotonic() - asked[0] < 1
    stopper.join()
    assert located(store) == {}


def test_a_service_that_is_not_there_is_told(run, store, service):
    gone = service.url
    with serving() as other:
        gone = other.url
    with pytest.raises(QgsProcessingException, match="ne peut pas être joint"):
        ask(run, store, service, SEND=True, URL=gone)


@pytest.mark.parametrize(("more", "sentence"), [
    ({"URL": "http://example.org/geocodage"}, "pas chiffré"), ({"URL": "ftp://x"}, "pas l'adresse d'un service"),
    ({"URL": "n'importe quoi"}, "pas l'adresse d'un service"), ({"CITY_CODE": "341"}, "pas un code INSEE"),
    ({"CITY_CODE": "34'; --"}, "pas un code INSEE"),
])  # fmt: skip
def test_an_address_or_a_code_that_cannot_be_is_refused(run, store, service, more, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        ask(run, store, service, SEND=True, **more)
    assert service.bodies == []


def test_more_texts_than_one_request_takes_go_in_several(run, store, service, monkeypatch):
    monkeypatch.setattr(ban, "TEXTS_AT_ONCE", 2)
    assert ask(run, store, service, SEND=True)["PLACED"] == 5
    assert [len(sent_rows(body)) - 1 for body in service.bodies] == [2, 2, 1]


def test_a_search_of_one_text_gives_its_places(qgis_app, service):
    found = ban.search_text("12 rue des lilas", 0.5, Told(), service.url, "34172")
    assert found[["label", "precision"]].to_numpy().tolist() == [["12 Rue des Lilas 34000 Montpellier", "numero"]]
    assert service.paths == ["/geocodage/search?q=12%20rue%20des%20lilas&limit=5&citycode=34172"]
    service.behaviour = "500"
    with pytest.raises(OnlineError, match="en panne"):
        ban.search_text("x", 0.5, Told(), service.url)
