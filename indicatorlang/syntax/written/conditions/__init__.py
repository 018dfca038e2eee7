"""Pieces → groups → conditions, and rows of grades; rules of scoring are set aside first."""
