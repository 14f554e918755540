"""The editor's form: fields and entries made from the shapes of a résumé's columns."""

from resumes.editor.form import Editor

__all__ = ["Editor"]
