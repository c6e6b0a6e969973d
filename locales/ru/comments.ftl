module-comments = Комментарии
    .one = Комментарий

comments-body = Текст
