"""What may be asked of the online service, and what the user says of it."""

from dataclasses import dataclass

CITY_CODE_LENGTH = 5


@dataclass(frozen=True)
class OnlineOffer:
    """The texts that would leave, for which service, whether the town allows it, the INSEE code last given.

    kept_back: incidents whose text never leaves.
    """

    texts: tuple[str, ...]
    service: str
    allowed: bool = False
    city_code: str = ""
    kept_back: int = 0


@dataclass(frozen=True)
class OnlineAnswer:
    """Whether the town allows the texts to leave, and the INSEE code of the town or ""."""

    allowed: bool
    city_code: str = ""

    def problems(self, offer: OnlineOffer) -> tuple[str, ...]:
        """Why the texts of an offer cannot be sent, in French; nothing when they can."""
        found = []
        if not offer.texts:
            found.append("Il n'y a aucun texte à envoyer.")
        if self.city_code and not is_city_code(self.city_code):
            found.append("Un code INSEE de commune a cinq caractères, comme 34172 ou 2A004.")
        if not self.allowed:
            found.append("Cochez la case si la ville le permet ; sinon, tout reste sur ce poste.")
        return tuple(found)


def is_city_code(text: str) -> bool:
    """Whether a text has the form of the INSEE code of a commune."""
    return len(text) == CITY_CODE_LENGTH and text.isascii() and text.isalnum()
