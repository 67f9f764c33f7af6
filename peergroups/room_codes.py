"""Room codes: six characters that people read from a wall and type on a phone."""

import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither O nor I, which look like digits
ALPHABET = LETTERS + "0123456789"
LENGTH = 6
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1"})


def new_code() -> str:
    """A code nobody can guess in the tries that the door allows: 34 to the power of six."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def read_code(typed: str) -> str:
    """The code that was meant: small letters, spaces and dashes do not matter."""
    kept = "".join(char for char in typed.upper() if char.isalnum())
    return kept.translate(LOOK_ALIKES)
