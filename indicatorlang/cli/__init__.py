"""One command a file. Commands parse their options, call the pipeline, print, and choose the exit code; nothing else."""
