"""The engine inside the process: tantivy on a folder of files."""
