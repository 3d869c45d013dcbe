"""Adapter of `store.territories.assign_incidents`."""


from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm
from oltp_qgis_plugin.processing_algorithms.territories.load_territories import KINDS


class AssignIncidents(StoreAlgorithm):
    NAME = "assign_incidents"
    GROUP = "territories"
    STORE, KINDS = "STORE", "KINDS"
    CHANGED, INCIDENTS = "CHANGED", "INCIDENTS"

    def displayName(self):
        return tr("Rattacher les faits de l'observatoire à ses territoires")

    def shortHelpString(self):
        return tr(
            "Recalcule les territoires de tous les faits de l'observatoire : QPV 2015 et 2024, groupes territoriaux, "
            "quartiers, autres territoires. À lancer après avoir dessiné ou modifié un territoire dans QGIS ; un "
            "chargement ou un import le fait de lui-même. Un fait dans plusieurs territoires les garde tous, joints "
            "par « ; » ; à 1 m d'une limite il compte dedans ; hors de tous il n'en a aucun, jamais le plus proche. Un "
            "fait situé à la commune n'a pas de territoire, un fait situé au quartier n'a que son quartier."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterEnum(
                self.KINDS, tr("Sortes"), KINDS, True, [], optional=True, usesStaticStrings=True
            ),
            tr("Les sortes de territoire à recalculer. Vide : toutes celles que l'observatoire contient."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, tr("Rattachements changés")))
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.store_territories import announce_assignment
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.territories import assign_incidents

        store = self.store_path(parameters, context)
        kinds, waiting = self.parameterAsEnumStrings(parameters, self.KINDS, context), patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            done = assign_incidents(observatory, kinds, tell(feedback), waiting)
        for assignment in done:
            announce_assignment(assignment, feedback)
        return {self.CHANGED: sum(assignment.changed for assignment in done),
                self.INCIDENTS: f"{store}|layername=incident"}  # fmt: skip
