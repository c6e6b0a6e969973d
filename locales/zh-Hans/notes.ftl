module-notes = 备注
    .one = 备注

notes-title = 标题
notes-body = 内容
