"""A small template with versions, and a project that was made from it."""

from dataclasses import dataclass
from pathlib import Path

from tests.cli.support import Machine, Ran, commit_all, contents, git

CONFIG = r"""
_subdirectory: files
_envops: {undefined: jinja2.StrictUndefined, trim_blocks: true, lstrip_blocks: true}
_skip_if_exists: [uv.lock]
_check_commands: ["check {{ project_name }}"]
_migration_files: ["migrations/*.py"]
_fixed: {project_name: it is its name}
_change_notes: {queue: "{% if before != 'none' %}Empty {{ before }} before {{ after }}.{% endif %}"}
project_name: {type: str, default: "{{ _folder_name }}"}
queue: {type: str, default: none, choices: [none, rq, celery]}
broker: {type: str, default: redis, when: "{{ queue == 'celery' }}", choices: [redis, rabbitmq]}
files:
  type: yaml
  when: false
  default: |
    - {to: README.md, src: files/README.md}
    - {to: old.py, src: files/old.py}
"""
LONG = "".join(f"line {number}\n" for number in range(1, 21))
FILES = {
    "{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers | to_nice_yaml -}}",
    "README.md": LONG,
    "code.py": LONG,
    "place/helper.py": LONG.replace("line", "helper"),
    "old.py": "old = 1\n",
    "gone.py": "gone = 1\n",
    "pyproject.toml": '[project]\nname = "p"\nversion = "1"\nrequires-python = ">=3.11"\n',
    "{% if queue != 'none' %}jobs.py{% endif %}.jinja": f'QUEUE = "{{{{ queue }}}}"\n{LONG}',
    "{% if queue == 'rq' %}migrations{% endif %}/0001.py": "tables = 1\n",
}
NOTES = """# Upgrade notes

## 3.0.0

Third.

## 2.0.0

### Settings

- `NEW` came.

## 1.0.0

First.
"""


def write_versions(root: Path) -> Path:
    """Write the template: v1.0.0, v2.0.0, and v3.0.0 which conflicts with who edits line 10."""
    root.mkdir()
    (root / "copier.yml").write_text(CONFIG, "utf-8")
    for name, text in FILES.items():
        path = root / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    commit_all(root, "v1.0.0")
    files = root / "files"
    change(files / "README.md", "line 3\n", "line three\n")
    change(files / "code.py", "line 3\n", "line three\n")
    (files / "elsewhere").mkdir()
    (files / "place" / "helper.py").rename(files / "elsewhere" / "helper.py")
    change(files / "elsewhere" / "helper.py", "helper 18\n", "helper eighteen\n")
    (files / "old.py").unlink()
    (files / "new").mkdir()
    (files / "new" / "file.py").write_text("new = 1\n", "utf-8")
    change(files / "pyproject.toml", 'version = "1"', 'version = "2"')
    config = root / "copier.yml"
    change(config, "    - {to: old.py, src: files/old.py}\n", "")
    (root / "UPGRADING.md").write_text(NOTES, "utf-8")
    commit_all(root, "v2.0.0")
    change(files / "code.py", "line 10\n", "line ten\n")
    change(files / "gone.py", "gone = 1", "gone = 2")
    commit_all(root, "v3.0.0")
    return root


def edit_everything(project: "Project") -> None:
    """Edit a project so that its update meets every kind of change, one conflict included."""
    change(project / "README.md", "line 15\n", "mine\n")
    change(project / "place/helper.py", "helper 2\n", "mine\n")
    change(project / "old.py", "old = 1", "old = 'mine'")
    change(project / "code.py", "line 10\n", "mine\n")
    (project / "gone.py").unlink()
    project.commit()


def change(path: Path, before: str, after: str) -> None:
    """Replace a text that is there."""
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@dataclass(frozen=True)
class Project:
    """A project in the machine's working directory."""

    machine: Machine

    @property
    def root(self) -> Path:
        """Its folder."""
        return self.machine.work

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def git(self, *arguments: str) -> str:
        """Run git in it."""
        return git(self.root, *arguments)

    def scaffold(self, *arguments: str) -> Ran:
        """Run `scaffold` in it."""
        return self.machine.scaffold(*arguments)

    def commit(self) -> None:
        """Commit everything."""
        commit_all(self.root)

    @property
    def state(self) -> tuple[dict[str, bytes], str]:
        """Every file with its bytes, and what git's index holds."""
        return contents(self.root), self.git("ls-files", "--stage")

    @property
    def under_way(self) -> bool:
        """Whether something waits to be finished or undone."""
        return (self.root / ".git" / "scaffold-update").exists()
