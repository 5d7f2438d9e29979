"""The content folders: stories, coverages and issues as text files, in and out."""
