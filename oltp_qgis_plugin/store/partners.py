"""The partners of an observatory: which one a file is from, and their register."""

from oltp_qgis_plugin.core.intake.profile import Partner
from oltp_qgis_plugin.store.geopackage import Observatory


def find_partner(observatory: Observatory, asked: str, default: Partner) -> Partner:
    """The partner asked as `code`, `code : label` or the label of a known one; `default` when nothing is asked."""
    code, _, label = (part.strip() for part in asked.partition(":"))
    if not code:
        return default
    rows = observatory.connection.execute("SELECT code, label, coalesce(kind, '') FROM partner ORDER BY code")
    known = [Partner(*row) for row in rows]
    for partner in known:
        if partner.code == code or (not label and partner.label == code):
            return partner
    return Partner(code, label or (default.label if code == default.code else code), default.kind)


def register_partner(observatory: Observatory, partner: Partner) -> None:
    """Add the partner when the observatory does not know its code."""
    observatory.connection.execute(
        "INSERT OR IGNORE INTO partner (code, label, kind) VALUES (?, ?, ?)",
        (partner.code, partner.label, partner.kind),
    )
