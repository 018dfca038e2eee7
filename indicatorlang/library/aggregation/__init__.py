"""The ways to make one number of the values of several periods, one a file."""
