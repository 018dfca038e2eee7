"""Assessment → text, JSON, CSV, Markdown, and the workbook to fill in. Reports draw what was computed; they compute nothing."""
