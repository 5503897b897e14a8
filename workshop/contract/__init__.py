"""The project, held to account by tools that others wrote: `python -m workshop.contract [check …]`."""
