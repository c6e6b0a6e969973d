module-comments = 留言
    .one = 留言

comments-body = 內容
