"""The peers: which versions, where they are installed, and how they run in turns with what they are compared with."""
