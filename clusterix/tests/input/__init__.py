"""Bad input at every route: a 4xx with a sentence, never a fault."""
