"""Making a text of a document in another format: web page, Markdown, DOCX, EPUB, TEI."""
