"""One capture from the open form to the saved row: the form, the click on the map, the observatory."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from qgis.PyQt.QtCore import QObject, pyqtSignal

from oltp_qgis_plugin.adapters.map_click import MapClick
from oltp_qgis_plugin.adapters.provenance import provenance
from oltp_qgis_plugin.errors import OltpError
from oltp_qgis_plugin.forms.capture.capture import CaptureChoices, CaptureDialog
from oltp_qgis_plugin.store.capture import known_partners, save_draft, territories_at
from oltp_qgis_plugin.store.geopackage import Observatory


class CaptureSession(QObject):
    """`saved` gives the uid of the new incident, `failed` a sentence, `picking` tells that a click is awaited."""

    saved = pyqtSignal(str)
    failed = pyqtSignal(str)
    picking = pyqtSignal()

    def __init__(self, path: Path, canvas, author: str, parent):
        super().__init__(parent)
        self._path, self._canvas, self._author = path, canvas, author
        with Observatory.open(path, write=True) as observatory:
            choices, epsg = CaptureChoices(date.today(), known_partners(observatory)), observatory.epsg
        self.dialog = CaptureDialog(choices, parent)
        self.tool = MapClick(canvas, epsg)
        self._previous = None
        self.dialog.place_requested.connect(self._pick)
        self.dialog.accepted.connect(self._save)
        self.tool.placed.connect(self._placed)
        self.tool.refused.connect(self.failed)
        self.tool.given_up.connect(self._stop_picking)
        self.tool.deactivated.connect(self.show)

    def show(self) -> None:
        """Bring the form to the front."""
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """Put everything back: the map's tool, no form."""
        self.tool.deactivated.disconnect(self.show)
        self._stop_picking()
        self.dialog.close()
        self.dialog.deleteLater()
        self.tool.deleteLater()
        self.deleteLater()

    def _pick(self) -> None:
        self._previous = self._canvas.mapTool()
        self.dialog.hide()
        self._canvas.setMapTool(self.tool)
        self._canvas.setFocus()
        self.picking.emit()

    def _stop_picking(self) -> None:
        if self._canvas.mapTool() == self.tool:
            self._canvas.unsetMapTool(self.tool)
            if self._previous is not None:
                self._canvas.setMapTool(self._previous)

    def _placed(self, x: float, y: float) -> None:
        try:
            with Observatory.open(self._path) as observatory:
                self.dialog.set_place(x, y, territories_at(observatory, x, y))
        except OltpError as error:
            self.failed.emit(str(error))
        self._stop_picking()

    def _save(self) -> None:
        now = provenance()
        signed = replace(now, who=self._author or now.who)
        try:
            with Observatory.open(self._path, write=True) as observatory:
                uid = save_draft(observatory, self.dialog.draft(), signed, uuid4().hex)
        except OltpError as error:
            self.failed.emit(str(error))
            self.show()
            return
        self.saved.emit(uid)
