"""Rules of Cal.com's own tests that hold for the versions this client uses, tried on the mock."""
