"""What the algorithms that assign the observatory's incidents say of it."""

from qgis.core import QgsProcessingFeedback

from oltp_qgis_plugin.adapters.territories import warn
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.territories import KINDS, Assignment


def announce_assignment(done: Assignment, feedback: QgsProcessingFeedback) -> None:
    """Say where the incidents fall for one kind of territory; warn when nearly none falls inside."""
    feedback.pushInfo(
        tr(
            "{kind} ({territories}) : {inside} fait(s) dedans, dont {several} dans plusieurs ; {outside} hors de tous "
            "; {unplaced} dont le lieu ne dit pas le territoire ; {changed} rattachement(s) changé(s)."
        ).format(
            kind=tr(KINDS[done.kind].label), territories=done.territories, inside=done.inside, several=done.several,
            outside=done.placed - done.inside, unplaced=done.incidents - done.placed, changed=done.changed,
        )
    )  # fmt: skip
    if done.territories and done.placed:
        warn(done.incidents, done.placed, done.inside, done.repaired, feedback)
