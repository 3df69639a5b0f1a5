"""The longer texts for quiz/*."""

OTHER = """
The answer that you chose is not the right one.

Every answer has something that speaks for it; the sentence beside the question says what speaks against yours. Think
of a case in which it would be a nuisance, and look at which of the other answers would not be.

Wrong:

```toml
temperature = "package"
```

Right:

```toml
temperature = "module"
```
"""

UNANSWERED = """
A question has no answer in the file.

Answers are found by the name in front of the `=`, letter for letter. A name with a slip is the answer to no question,
and the right line is missing.

Wrong:

```toml
greeting = "package"
```

Right:

```toml
greetings = "package"
```
"""
