"""The review of places in QGIS's window: its index of addresses, chosen and remembered."""

from dataclasses import replace
from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog

from oltp_qgis_plugin.adapters.review_services import ReviewServices, review_services
from oltp_qgis_plugin.forms.places.session import ReviewSession
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.settings import Settings

INDEX_SUFFIX = ".oltpadr"


def open_review(store: Path, iface) -> ReviewSession:
    """Show the review of an observatory under the map of QGIS."""
    window = iface.mainWindow()
    session = ReviewSession(store, _services(store), iface.mapCanvas(), window)
    session.index_asked.connect(lambda: _choose_index(session, store, window))
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
    path, _ = QFileDialog.getOpenFileName(window, tr("Base d'adresses"), folder,
                                          tr("Base d'adresses (*.oltpadr)"))  # fmt: skip
    if path:
        replace(Settings.load(), address_index=path).save()
        session.use(_services(store))
