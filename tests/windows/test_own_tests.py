"""The project's own tests on the Windows Python under Wine, as far as that is possible.

They run beside the other proofs, on a computer of their own (`own_tests` in conftest.py),
so they are asked for last.  What cannot run there is listed in `owntests.NOT_HERE` with its
reason; tests that skip themselves say theirs.
"""

import re

import owntests
import pytest

pytestmark = pytest.mark.windows


def test_the_projects_own_tests_pass_on_the_windows_python(own_tests, work):
    done = [each.result() for each in own_tests]
    said = "\n".join(each.stdout + each.stderr for each in done)
    for number, each in enumerate(done):
        failed = owntests.failures(each.stdout)
        if each.returncode == 1 and len(failed) <= owntests.FEW:
            done[number] = owntests.once_more(work, owntests.python_in(work), number, failed)
            said += f"\nonce more, alone:\n{done[number].stdout}"
    artifacts = work.parents[1] / "artifacts"
    artifacts.mkdir(exist_ok=True)
    (artifacts / "windows-tests.txt").write_text(said, "utf-8")
    assert [each.returncode for each in done] == [0] * len(done), said[-8000:]
    assert sum(int(found) for found in re.findall(r"(\d+) passed", said)) > 1500, "hardly anything ran"
