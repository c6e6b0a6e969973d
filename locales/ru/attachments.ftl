module-attachments = Вложения
    .one = Вложение

attachments-file = Файл
