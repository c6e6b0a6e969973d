module-attachments = Attachments
    .one = Attachment

attachments-file = File
