"""What measures, checks, builds the pages and releases; nothing of it is in the wheel."""
