"""Reading a source: Markdown, HTML, DOCX or plain text into one clean document."""
