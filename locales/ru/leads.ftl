module-leads = Лиды
    .one = Лид

leads-section-qualification = Квалификация
leads-section-conversion = Преобразование

leads-company = Компания
leads-status = Статус
leads-score = Балл
leads-need = Потребность
leads-first_contact = Первый контакт
leads-next_follow_up = Следующий контакт
leads-converted_account = Созданная компания
leads-converted_contact = Созданный контакт
leads-converted_opportunity = Созданная сделка
leads-converted_at = Преобразован

leads-status-new = Новый
leads-status-contacted = Связались
leads-status-qualified = Квалифицирован
leads-status-converted = Преобразован
leads-status-recycled = Отложен на доработку
leads-status-abandoned = Отказ
