"""What a practice needs beside what a region has: gaps, and what becomes of them."""
