module-attachments = 첨부 파일
    .one = 첨부 파일

attachments-file = 파일
