"""What is asked, and how a result comes about: the method page, explanations, versions of sets."""
