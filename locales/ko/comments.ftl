module-comments = 댓글
    .one = 댓글

comments-body = 내용
