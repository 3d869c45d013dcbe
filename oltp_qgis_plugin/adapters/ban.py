"""The public address service over QGIS's network: its proxy, its certificates, and the user's wish to stop."""

from collections.abc import Sequence
from uuid import uuid4

import pandas as pd
from qgis.core import QgsBlockingNetworkRequest, QgsProcessingFeedback
from qgis.PyQt.QtCore import QByteArray, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from oltp_qgis_plugin.core.places.online import (
    ADDRESS,
    CITY_CODE,
    NOTHING_DONE,
    read_search,
    read_table,
    request_table,
)
from oltp_qgis_plugin.errors import Cancelled, OnlineError
from oltp_qgis_plugin.i18n import tr

SERVICE = "https://data.geopf.fr/geocodage"
TEXTS_AT_ONCE = 1000
TIMEOUT_MS = 30_000
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
TOO_MANY, SERVER_ERRORS, PROXY_WANTS_NAME, FIRST_ERROR = 429, 500, 407, 400


def geocode_texts(texts: Sequence[str], min_score: float, feedback: QgsProcessingFeedback, base: str = "",
                  city_code: str = "") -> pd.DataFrame:  # fmt: skip
    """What the service finds for each text, in order (`core.places.online.ANSWER_COLUMNS`); only the texts leave.

    base: the service's address, "" for the national one. Raises OnlineError, Cancelled; nothing is kept then.
    """
    url, parts = _url(base, "/search/csv/"), []
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        part = texts[start : start + TEXTS_AT_ONCE]
        feedback.setProgress(100 * start / len(texts))
        answer = _post(url, request_table(part, city_code), bool(city_code), feedback)
        parts.append(read_table(answer, part, min_score, city_code))
    return pd.concat(parts, ignore_index=True)


def search_text(text: str, min_score: float, feedback: QgsProcessingFeedback, base: str = "",
                city_code: str = "", limit: int = 5) -> pd.DataFrame:  # fmt: skip
    """The places that the service finds for one text, best first; raises as `geocode_texts`."""
    url, query = _url(base, "/search"), QUrlQuery()
    for name, value in (("q", text), ("limit", str(limit)), ("citycode", city_code)):
        if value:
            query.addQueryItem(name, bytes(QUrl.toPercentEncoding(value)).decode())
    url.setQuery(query)
    request = _request(url)
    network = QgsBlockingNetworkRequest()
    network.get(request, True, feedback)
    return read_search(_answer(network, url, feedback), text, min_score, city_code)


def _url(base: str, path: str) -> QUrl:
    """The address asked. Raises OnlineError when it is none, or would carry the texts in the clear."""
    url = QUrl((base.strip() or SERVICE).rstrip("/") + path)
    if not url.isValid() or url.scheme() not in ("https", "http") or not url.host():
        raise OnlineError(tr("« {url} » n'est pas l'adresse d'un service : elle commence par https://.").format(url=base))
    if url.scheme() != "https" and url.host() not in OWN_MACHINE:
        raise OnlineError(tr("« {url} » n'est pas chiffré : les adresses n'y sont pas envoyées. Prenez une adresse en "
                             "https://.").format(url=base))  # fmt: skip
    return url


def _request(url: QUrl) -> QNetworkRequest:
    """A request that leaves nothing in QGIS's cache, and does not wait for ever."""
    request = QNetworkRequest(url)
    attribute = QNetworkRequest.Attribute
    request.setAttribute(attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
    request.setAttribute(attribute.CacheSaveControlAttribute, False)
    request.setTransferTimeout(TIMEOUT_MS)
    return request


def _post(url: QUrl, table: bytes, with_city: bool, feedback: QgsProcessingFeedback) -> bytes:
    """Send a table as a form, as a browser would; returns the answer."""
    edge = uuid4().hex
    fields = [("columns", ADDRESS)] + ([("citycode", CITY_CODE)] if with_city else [])
    lines = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
    lines.append(f'--{edge}\r\nContent-Disposition: form-data; name="data"; filename="adresses.csv"\r\n'
                 "Content-Type: text/csv; charset=utf-8\r\n\r\n")  # fmt: skip
    body = "".join(lines).encode() + table + f"\r\n--{edge}--\r\n".encode()
    request = _request(url)
    request.setHeader(QNetworkRequest.KnownHeaders.ContentTypeHeader, f"multipart/form-data; boundary={edge}")
    network = QgsBlockingNetworkRequest()
    network.post(request, QByteArray(body), True, feedback)
    return _answer(network, url, feedback)


def _answer(network: QgsBlockingNetworkRequest, url: QUrl, feedback: QgsProcessingFeedback) -> bytes:
    """What came back. Raises Cancelled, or OnlineError that says what happened and what to do."""
    if feedback.isCanceled():
        raise Cancelled()
    reply = network.reply()
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if status is not None and int(status) >= FIRST_ERROR:
        raise OnlineError(_refused(int(status), url.host()))
    if reply.error() != QNetworkReply.NetworkError.NoError or network.errorMessage():
        raise OnlineError(_unreached(reply.error(), network.errorMessage(), url.host()))
    return bytes(reply.content())


def _refused(status: int, host: str) -> str:
    if status == TOO_MANY:
        said = tr("Le service {host} reçoit trop de demandes (erreur 429) : attendez une minute, puis recommencez")
    elif status == PROXY_WANTS_NAME:
        said = tr("Le proxy demande un nom et un mot de passe (erreur 407) : donnez-les dans Préférences > Options > "
                  "Réseau")  # fmt: skip
    elif status >= SERVER_ERRORS:
        said = tr("Le service {host} est en panne (erreur {status}) : réessayez plus tard")
    else:
        said = tr("Le service {host} a refusé la demande (erreur {status}) : vérifiez son adresse et le code de la "
                  "commune")  # fmt: skip
    return said.format(host=host, status=status) + f" ; {NOTHING_DONE}."


def _unreached(error: QNetworkReply.NetworkError, why: str, host: str) -> str:
    kinds = QNetworkReply.NetworkError
    if error in (kinds.TimeoutError, kinds.OperationCanceledError):
        said = tr("Le service {host} n'a pas répondu en {n} secondes : vérifiez la connexion, puis recommencez")
    elif error == kinds.SslHandshakeFailedError:
        said = tr("Le certificat de {host} n'est pas reconnu : demandez au service informatique celui du proxy, et "
                  "ajoutez-le dans Préférences > Options > Authentification")  # fmt: skip
    else:
        said = tr("Le service {host} ne peut pas être joint ({why}) : vérifiez la connexion, et le proxy dans "
                  "Préférences > Options > Réseau")  # fmt: skip
    return said.format(host=host, n=TIMEOUT_MS // 1000, why=why) + f" ; {NOTHING_DONE}."
