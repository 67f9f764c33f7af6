"""The practices that a region has assessed, beside each other in one plane."""
