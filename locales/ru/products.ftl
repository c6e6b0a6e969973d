module-products = Товары
    .one = Товар

products-section-prices = Цены

products-code = Артикул
products-category = Категория
products-series = Серия
products-manufacturer = Производитель
products-price = Цена
products-cost = Себестоимость
products-unit = Единица
products-quantity_per_unit = Количество в единице
products-weight = Вес (кг)
products-commission_rate = Ставка вознаграждения
products-specification = Технические характеристики

products-unit-piece = Штука
products-unit-set = Комплект
products-unit-pair = Пара
products-unit-box = Коробка
products-unit-pack = Упаковка
products-unit-carton = Ящик
products-unit-pallet = Паллета
products-unit-bottle = Бутылка
products-unit-gram = Грамм
products-unit-kilogram = Килограмм
products-unit-tonne = Тонна
products-unit-litre = Литр
products-unit-metre = Метр
products-unit-square_metre = Квадратный метр
products-unit-cubic_metre = Кубический метр
products-unit-hour = Час
products-unit-day = День
products-unit-month = Месяц
products-unit-year = Год
products-unit-licence = Лицензия
products-unit-flat_rate = Твёрдая цена
