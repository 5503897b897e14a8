"""What the client is used with: each package by exact version in an environment of its own."""
