module-notes = Notes
    .one = Note

notes-title = Title
notes-body = Text
