"""An autograder for exercises about Python modules and packages."""
