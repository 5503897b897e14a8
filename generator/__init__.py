"""Turns the OpenAPI specification in `spec/` into the package in `generated_client/`."""
