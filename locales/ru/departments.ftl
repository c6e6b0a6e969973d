module-departments = Отделы
    .one = Отдел
departments-parent = Вышестоящий отдел
departments-head = Руководитель
departments-head_sees = Руководитель видит записи сотрудников
