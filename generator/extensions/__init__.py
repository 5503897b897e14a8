"""What the extensions of an operation say, each read and checked in one module."""
