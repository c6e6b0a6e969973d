module-comments = 评论
    .one = 评论

comments-body = 内容
