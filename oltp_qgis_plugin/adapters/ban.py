"""The public address service over QGIS's network: its proxy, its certificates, and the user's wish to stop.

QgsBlockingNetworkRequest, in the thread of a task, may miss both the cancel and the timeout of a server that stalls
(QGIS 3.40), and then never ends: the wait is done here, on the same QgsNetworkAccessManager.
"""

import time
from collections.abc import Sequence
from uuid import uuid4

import pandas as pd
from qgis.core import QgsNetworkAccessManager, QgsProcessingFeedback
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QTimer, QUrl, QUrlQuery
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
TEXTS_AT_ONCE = 500
TIMEOUT_S = 60.0
ASKED_EVERY_MS = 100
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
FIRST_REDIRECTION, FIRST_ERROR, PROXY_WANTS_NAME, TOO_MANY, SERVER_ERRORS = 300, 400, 407, 429, 500


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
    reply = QgsNetworkAccessManager.instance().get(_request(url))
    return read_search(_answer(reply, url, feedback), text, min_score, city_code)


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
    """A request that leaves nothing in QGIS's cache and goes to no other server."""
    request = QNetworkRequest(url)
    attribute = QNetworkRequest.Attribute
    request.setAttribute(attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
    request.setAttribute(attribute.CacheSaveControlAttribute, False)
    request.setAttribute(attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy)
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
    return _answer(QgsNetworkAccessManager.instance().post(request, QByteArray(body)), url, feedback)


def _answer(reply: QNetworkReply, url: QUrl, feedback: QgsProcessingFeedback) -> bytes:
    """What comes back. Raises Cancelled, or OnlineError that says what happened and what to do."""
    try:
        ended = _wait(reply, feedback)
        if feedback.isCanceled():
            raise Cancelled()
        if not ended:
            said = tr("Le service {host} n'a pas répondu en {n} secondes : vérifiez la connexion, puis recommencez")
            raise OnlineError(_said(said, host=url.host(), n=round(TIMEOUT_S)))
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status is not None and int(status) >= FIRST_REDIRECTION:
            raise OnlineError(_refused(int(status), url.host()))
        if reply.error() != QNetworkReply.NetworkError.NoError:
            raise OnlineError(_unreached(reply, url.host()))
        return bytes(reply.readAll())
    finally:
        reply.deleteLater()


def _wait(reply: QNetworkReply, feedback: QgsProcessingFeedback) -> bool:
    """Wait for the end of a reply; False when the user stops, or time is over, and then the reply is given up."""
    loop, timer, until = QEventLoop(), QTimer(), time.monotonic() + TIMEOUT_S

    def look() -> None:
        if feedback.isCanceled() or time.monotonic() > until:
            loop.quit()

    reply.finished.connect(loop.quit)
    timer.timeout.connect(look)
    timer.start(ASKED_EVERY_MS)
    if not reply.isFinished():
        loop.exec()
    timer.stop()
    if reply.isFinished():
        return True
    reply.finished.disconnect(loop.quit)
    reply.abort()
    return False


def _refused(status: int, host: str) -> str:
    if status == TOO_MANY:
        said = tr("Le service {host} reçoit trop de demandes (erreur 429) : attendez une minute, puis recommencez")
    elif status == PROXY_WANTS_NAME:
        said = tr("Le proxy demande un nom et un mot de passe (erreur 407) : donnez-les dans Préférences > Options > "
                  "Réseau")  # fmt: skip
    elif status >= SERVER_ERRORS:
        said = tr("Le service {host} est en panne (erreur {status}) : réessayez plus tard")
    elif status < FIRST_ERROR:
        said = tr("Le service {host} renvoie ailleurs (réponse {status}) : le réseau demande sans doute de se "
                  "connecter (portail, proxy). Ouvrez un navigateur, puis recommencez")  # fmt: skip
    else:
        said = tr("Le service {host} a refusé la demande (erreur {status}) : vérifiez son adresse et le code de la "
                  "commune")  # fmt: skip
    return _said(said, host=host, status=status)


def _unreached(reply: QNetworkReply, host: str) -> str:
    if reply.error() == QNetworkReply.NetworkError.SslHandshakeFailedError:
        said = tr("Le certificat de {host} n'est pas reconnu : demandez au service informatique celui du proxy, et "
                  "ajoutez-le dans Préférences > Options > Authentification")  # fmt: skip
    else:
        said = tr("Le service {host} ne peut pas être joint ({why}) : vérifiez la connexion, et le proxy dans "
                  "Préférences > Options > Réseau")  # fmt: skip
    return _said(said, host=host, why=reply.errorString())


def _said(sentence: str, **values: object) -> str:
    return sentence.format(**values) + f" ; {NOTHING_DONE}."
