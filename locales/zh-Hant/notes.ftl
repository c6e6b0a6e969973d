module-notes = 備註
    .one = 備註

notes-title = 標題
notes-body = 內容
