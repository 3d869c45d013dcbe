"""The review of places in QGIS's window: its index of addresses and its online service, chosen and remembered."""

from dataclasses import replace
from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog

from oltp_qgis_plugin.adapters.online_places import offer_of
from oltp_qgis_plugin.adapters.review_services import ReviewServices, review_services
from oltp_qgis_plugin.adapters.running import run_algorithm
from oltp_qgis_plugin.core.places.offers import OnlineAnswer, OnlineOffer
from oltp_qgis_plugin.forms.places.online import OnlineDialog
from oltp_qgis_plugin.forms.places.session import ReviewSession
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.settings import Settings

INDEX_SUFFIX = ".oltpadr"


def open_review(store: Path, iface) -> ReviewSession:
    """Show the review of an observatory under the map of QGIS."""
    window = iface.mainWindow()
    session = ReviewSession(store, _services(store), iface.mapCanvas(), window)
    session.index_asked.connect(lambda: _choose_index(session, store, window))
    session.online_asked.connect(lambda: _offer_online(session, store, iface))
    session.show(window)
    return session


def index_of(store: Path) -> Path | None:
    """The index last chosen, else the only one beside the observatory."""
    chosen = Settings.load().address_index
    beside = sorted(store.parent.glob(f"*{INDEX_SUFFIX}"))
    return Path(chosen) if chosen else beside[0] if len(beside) == 1 else None


def _services(store: Path) -> ReviewServices:
    return review_services(store, index_of(store), Settings.load().author)


def _choose_index(session: ReviewSession, store: Path, window) -> None:
    folder = Settings.load().address_index or str(store.parent)
    path, _ = QFileDialog.getOpenFileName(window, tr("Index d'adresses"), folder,
                                          tr("Index d'adresses (*.oltpadr)"))  # fmt: skip
    if path:
        replace(Settings.load(), address_index=path).save()
        session.use(_services(store))


def _offer_online(session: ReviewSession, store: Path, iface) -> None:
    """Show the texts that would leave, then send them if the town allows it."""

    def offered(offer: OnlineOffer) -> None:
        dialog = OnlineDialog(offer, iface.mainWindow())
        dialog.finished.connect(lambda _: _keep(dialog.answer()))
        dialog.accepted.connect(lambda: _send(session, store, dialog.answer(), iface))
        session.show_dialog(dialog)

    session.run(lambda progress: offer_of(store), offered)


def _keep(answer: OnlineAnswer) -> None:
    replace(Settings.load(), online_geocoding=answer.allowed, online_city=answer.city_code).save()


def _send(session: ReviewSession, store: Path, answer: OnlineAnswer, iface) -> None:
    """Send the texts and place what comes back; the algorithm does both."""
    _keep(answer)
    parameters = {"STORE": str(store), "SEND": True, "CITY_CODE": answer.city_code, "OUTPUT": "memory:"}

    def sent(results: dict) -> None:
        iface.messageBar().pushInfo(tr("Service en ligne"), " ".join(results["notes"]))
        session.written.emit()
        session.read()

    session.run(lambda progress: run_algorithm("geocode_online", parameters, progress), sent)
