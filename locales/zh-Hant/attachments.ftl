module-attachments = 附件
    .one = 附件

attachments-file = 檔案
