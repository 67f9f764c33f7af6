"""What a region has, set against what a practice needs: levels in words, as of a day, confirmed."""
