"""The longer texts for toml/*."""

from grader.diagnosis.lesson import Lesson

LESSONS = (
    Lesson(
        "toml/no-quotes",
        "A text without quotes in a TOML file",
        "In a TOML file every text stands in plain quotes, and here one does not.",
        "Without quotes TOML knows only numbers, dates, `true` and `false`. A version such as 0.1.0 is a text, too, "
        "for it has two dots. Quotes of a word processor, which are bent, are none.",
        "name = greetings\nversion = 0.1.0",
        'name = "greetings"\nversion = "0.1.0"',
    ),
    Lesson(
        "toml/colon",
        "A colon instead of `=` in a TOML file",
        "A line of a TOML file has a colon between the name and its value.",
        "TOML writes `name = value`. The colon belongs to other formats that look alike, such as JSON and YAML, and to "
        "Python's dictionaries.",
        'name: "greetings"',
        'name = "greetings"',
    ),
    Lesson(
        "toml/invalid",
        "Python cannot read the TOML file",
        "The file does not follow the rules of TOML, so nothing in it can be read, not even the lines that are right.",
        "TOML has few rules: one `name = value` on a line, the names of tables in square brackets on lines of their "
        "own, each name once in its table, every quote and bracket closed.",
        '[project\nname = "greetings"\nname = "greeting"',
        '[project]\nname = "greetings"',
    ),
)

BELOW_A_HEADER = """
A line of the TOML file stands below a header in square brackets, so it belongs to a table.

A name in square brackets on a line of its own begins a table. All lines below it, up to the next such line, belong to
that table. What should belong to the file itself stands above the first header, or in a file without any.

Wrong:

```toml
[answers]
cards = "module"
```

Right:

```toml
cards = "module"
```
"""
