"""One review of places: the panel, the map with its candidates and its clicks, the observatory."""

from pathlib import Path

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from oltp_qgis_plugin.adapters.candidate_markers import CandidateMarkers
from oltp_qgis_plugin.adapters.map_click import MapClick
from oltp_qgis_plugin.adapters.review_services import ReviewServices
from oltp_qgis_plugin.core.places.review import Review, ReviewChoice
from oltp_qgis_plugin.forms.places.review import ReviewPanel
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.geopackage import Observatory


class ReviewSession(QObject):
    """`written` tells that incidents changed, `failed` gives a sentence, `ended` that the panel was closed.

    `index_asked` and `online_asked` are the panel's: they need files and windows that a session has not.
    """

    written = pyqtSignal()
    failed = pyqtSignal(str)
    ended = pyqtSignal()
    index_asked = pyqtSignal()
    online_asked = pyqtSignal()

    def __init__(self, path: Path, services: ReviewServices, canvas, window):
        super().__init__(window)
        self._services, self._canvas, self._job, self.dialog = services, canvas, None, None
        with Observatory.open(path, write=True) as observatory:
            epsg = observatory.epsg
        self.panel, self.dock = ReviewPanel(), QgsDockWidget(tr("Revoir les lieux"), window)
        self.dock.setObjectName("OltpReview")
        self.dock.setWidget(self.panel)
        self.markers, self.tool = CandidateMarkers(canvas, epsg), MapClick(canvas, epsg)
        self._previous = canvas.mapTool()
        self._connect()

    def show(self, window) -> None:
        """Dock the panel under the map and read what waits."""
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self.dock.show()
        self.read()

    def read(self) -> None:
        """Read what waits, away from the window."""
        self.run(self._services.read, self._read)

    def use(self, services: ReviewServices) -> None:
        """Read again with another index of addresses."""
        self._services = services
        self.read()

    def show_dialog(self, dialog) -> None:
        """Show a dialog that lives no longer than the session."""
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.show()

    def close(self) -> None:
        """Put everything back: no panel, no marker, the map's tool as it was."""
        self.dock.closed.disconnect(self.ended)
        self._stop()
        if self.dialog is not None:
            self.dialog.reject()
        self.markers.clear()
        self._leave_map()
        self.dock.close()
        if self.dock.parent() is not None:
            self.dock.parent().removeDockWidget(self.dock)
        for part in (self.dock, self.tool, self):
            part.deleteLater()

    def _connect(self) -> None:
        panel = self.panel
        panel.chosen.connect(self._decide)
        panel.undo_asked.connect(self._undo)
        panel.looked_at.connect(self._look_at)
        panel.pile_shown.connect(lambda x, y: self.markers.show([(x, y)], 0))
        panel.index_asked.connect(self.index_asked)
        panel.online_asked.connect(self.online_asked)
        panel.stop_asked.connect(self._give_up)
        self.tool.placed.connect(self._clicked)
        self.tool.refused.connect(self.failed)
        self.tool.given_up.connect(self._leave_map)
        self.dock.closed.connect(self.ended)

    def _clicked(self, x: float, y: float) -> None:
        self.panel.show_click(x, y)
        self.panel.activateWindow()

    def _look_at(self, suggestions: tuple, selected: int) -> None:
        by_click = any(each.origin == "clic" for each in suggestions)
        self.markers.show([(each.x, each.y) for each in suggestions], selected, move=not by_click)
        if self.panel.group() is not None and self._canvas.mapTool() != self.tool:
            self._previous = self._canvas.mapTool()
            self._canvas.setMapTool(self.tool)

    def _leave_map(self) -> None:
        if self._canvas.mapTool() == self.tool:
            self._canvas.unsetMapTool(self.tool)
            if self._previous is not None:
                self._canvas.setMapTool(self._previous)

    def _read(self, review: Review) -> None:
        self.panel.show_review(review)
        self.dock.update()  # else the edges of what was hidden stay drawn
        self.panel.suggestions.setFocus()

    def _decide(self, choice: ReviewChoice) -> None:
        def done(review: Review) -> None:
            self.panel.remember(choice)
            self._read(review)
            self.written.emit()

        self.run(lambda progress: self._services.decide(choice, progress), done)

    def _undo(self, label: str, partner: str) -> None:
        def done(review: Review) -> None:
            self.panel.forget(label, partner)
            self.panel.show_review(review, label)
            self.panel.suggestions.setFocus()
            self.written.emit()

        self.run(lambda progress: self._services.undo(label, partner, progress), done)

    def run(self, work, done) -> None:
        """Do long work in a job, the panel waiting; `done` gets its result."""
        self._stop()
        self.panel.show_working(0)

        def over(result) -> None:
            self._job = None
            self.panel.show_working(None)
            done(result)

        def failed(sentence: str) -> None:
            self._job = None
            self.panel.show_working(None)
            self.failed.emit(sentence)

        job = self._job = self._services.run(tr("Lieux à revoir"), work, over, failed)
        job.progressChanged.connect(lambda percent: self._job is job and self.panel.show_working(percent))

    def _forget_dialog(self, _result: int) -> None:
        dialog, self.dialog = self.dialog, None
        dialog.deleteLater()

    def _give_up(self) -> None:
        """Stop what runs, at the user's wish; a job that is stopped answers nothing."""
        self._stop()
        self.panel.show_working(None)

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
