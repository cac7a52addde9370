"""The steps that bring a database's tables from one version of this program to the next, written for Alembic."""
