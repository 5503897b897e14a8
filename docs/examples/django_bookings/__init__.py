"""An application of Django that books."""
