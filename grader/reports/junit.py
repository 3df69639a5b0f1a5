"""The report as JUnit XML, for editors and CI hosts that read it. Never read back by us.

Format: the schema that Jenkins' JUnit plugin accepts. All texts are printable, so that no character is outside XML 1.0.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from grader.errors import UsageError
from grader.report import CheckResult, Evidence, Report, Verdict
from grader.reports.story import told
from grader.showing import both_ends, printable, printable_lines

MESSAGE_CHARS = 500


def write_junit(report: Report, path: Path) -> None:
    """Write what the student may see.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        path.write_text(junit_xml(report), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.", "Choose another file for --junit.") from error


def junit_xml(report: Report) -> str:
    """One test suite with one test case per visible check. What was not checked is a failure, not a skip."""
    results = report.seen_by_student().results
    errors = [result for result in results if result.verdict in {Verdict.GRADER_ERROR, Verdict.ERROR}]
    failures = [result for result in results if not result.finding.passed and result not in errors]
    suite = ET.Element(
        "testsuite",
        name=report.exercise_id,
        tests=str(len(results)),
        failures=str(len(failures)),
        errors=str(len(errors)),
        skipped="0",
        time=f"{report.duration_s:.3f}",
        timestamp=report.started_at.replace(microsecond=0, tzinfo=None).isoformat(),
    )
    for result in results:
        _case(suite, report.exercise_id, result, is_error=result in errors)
    root = ET.Element("testsuites")
    root.append(suite)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _case(suite: ET.Element, exercise: str, result: CheckResult, *, is_error: bool) -> None:
    attributes = {"classname": exercise, "name": result.id, "time": f"{result.duration_s:.3f}"}
    case = ET.SubElement(suite, "testcase", attributes)
    if result.finding.evidence is not Evidence.VALUES:
        properties = ET.SubElement(case, "properties")
        ET.SubElement(properties, "property", {"name": "evidence", "value": result.finding.evidence.value})
    if result.finding.passed:
        return
    diagnosis = result.diagnosis
    kind = {"type": diagnosis.code if diagnosis else result.verdict.value}
    problem = ET.SubElement(case, "error" if is_error else "failure", kind)
    problem.set("message", " ".join(printable_lines(both_ends(result.finding.message, MESSAGE_CHARS))))
    problem.text = f"{printable(result.title)}\n{told(result)}"
