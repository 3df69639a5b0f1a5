"""What `grade explain` prints, one file per family: Markdown that stands for itself, without any student's tree."""
