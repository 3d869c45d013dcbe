"""Who works, and when: the clock and the session name, which core and store never ask for."""

import datetime
import getpass

import pandas as pd

from oltp_qgis_plugin.store.provenance import Provenance


def provenance() -> Provenance:
    """The current user's session name and the local time, to the second."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name is set, as under some services
        who = ""
    return Provenance(who, pd.Timestamp(datetime.datetime.now().replace(microsecond=0)))
