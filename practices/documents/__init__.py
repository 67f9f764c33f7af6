"""Documents and pictures: what a foreign file is, where its bytes lie, what pages say of it."""
