module-comments = Comments
    .one = Comment

comments-body = Text
