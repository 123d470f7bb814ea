"""Tests of the pictures, tables and files that a Comparison becomes."""
