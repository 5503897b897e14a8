"""What the mock knows and does: tables of rows, and a function per operation."""
