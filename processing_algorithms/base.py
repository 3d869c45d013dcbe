"""What every algorithm of the provider shares; it knows no subclass."""

from traceback import clear_frames

from qgis.core import (
    Qgis,
    QgsFeatureSink,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import MissingPackageError, OltpError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.files import check_outputs, input_files, output_files, remove_files

FAST_INSERT = QgsFeatureSink.Flag.FastInsert
MAIN_THREAD = Qgis.ProcessingAlgorithmFlag.NoThreading

GROUPS = {
    "intake": "Import",
    "places": "Lieux",
    "territories": "Territoires",
    "hotspots": "Points chauds",
    "maps": "Cartes",
    "reports": "Restitutions",
}


class OltpAlgorithm(QgsProcessingAlgorithm):
    """Base class: a subclass states NAME, GROUP, ICON, its parameters, and a `compute` returning a dict of outputs."""

    NAME = ""
    GROUP = ""
    CHOICES: dict[str, tuple[str, ...]] = {}
    """Per enumerated parameter, the code of each of its values: a script may give either the number or the code."""

    def name(self):
        return self.NAME

    def group(self):
        return tr(GROUPS[self.GROUP])

    def groupId(self):
        return self.GROUP

    def icon(self):
        return QIcon(str(resource_path(f"icons/{self.GROUP}.svg")))

    def createInstance(self):
        return type(self)()

    def add(self, parameter, help_text: str, advanced: bool = False):
        """Declare a parameter with its help; every parameter has one."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def checkParameterValues(self, parameters, context):
        numbers = {name: codes.index(parameters[name]) for name, codes in self.CHOICES.items()
                   if parameters.get(name) in codes}  # fmt: skip
        return super().checkParameterValues(parameters | numbers, context)

    def choice(self, parameters, name, context) -> str:
        """The code chosen for a parameter of CHOICES."""
        given = parameters.get(name)
        if given in self.CHOICES[name]:
            return given
        return self.CHOICES[name][self.parameterAsEnum(parameters, name, context)]

    def add_numbers(self, *names: str):
        """Declare outputs that are numbers, shown under their own names."""
        for name in names:
            self.addOutput(QgsProcessingOutputNumber(name, name))

    def source(self, parameters, name, context):
        """The feature source of a parameter; an unreadable one is told by its parameter's name."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return source

    def sink(self, parameters, name, context, fields, geometry_type, crs):
        """(sink, destination id) of an output parameter."""
        sink, destination = self.parameterAsSink(parameters, name, context, fields, geometry_type, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        return sink, destination

    def processAlgorithm(self, parameters, context, feedback):
        unfinished = []
        try:
            outputs = output_files(self, parameters)
            check_outputs(outputs, input_files(self, parameters))
            unfinished = [path for path in outputs if not path.exists()]
            results = self.compute(parameters, context, feedback)
            unfinished = []
            return results
        except OltpError as error:
            clear_frames(error.__traceback__)
            raise QgsProcessingException(str(error)) from error
        except ImportError as error:
            raise QgsProcessingException(str(MissingPackageError(error.name or str(error)))) from error
        finally:
            remove_files(unfinished)
