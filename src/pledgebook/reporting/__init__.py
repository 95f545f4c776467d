"""The brief of a meeting as typed values, and the faces in which people read it."""
