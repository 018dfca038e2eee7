"""What evaluation finds wrong or worth saying, one file a subject."""
