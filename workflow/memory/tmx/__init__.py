"""TMX, the exchange format of translation memories, read and written in a stream."""
