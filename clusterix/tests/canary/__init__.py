"""Plants unique words wherever visitors may not read, and looks for them in all they can get."""
