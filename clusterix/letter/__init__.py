"""The weekly letter: one mail per person with everything that is new for them, or none."""
