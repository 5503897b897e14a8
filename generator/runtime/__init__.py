"""The client's runtime. `make generate` copies every other file of this folder into the package as it stands."""
