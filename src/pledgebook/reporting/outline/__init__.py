"""A brief as an ordered outline of plain blocks, which each face draws in its own way."""
