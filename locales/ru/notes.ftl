module-notes = Заметки
    .one = Заметка

notes-title = Заголовок
notes-body = Текст
