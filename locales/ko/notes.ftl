module-notes = 메모
    .one = 메모

notes-title = 제목
notes-body = 내용
