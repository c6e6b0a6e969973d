module-products = Products
    .one = Product

products-section-prices = Prices

products-code = Product code
products-category = Category
products-series = Series
products-manufacturer = Manufacturer
products-price = Price
products-cost = Cost
products-unit = Unit
products-quantity_per_unit = Quantity per unit
products-weight = Weight (kg)
products-commission_rate = Commission rate
products-specification = Technical parameters

products-unit-piece = Piece
products-unit-set = Set
products-unit-pair = Pair
products-unit-box = Box
products-unit-pack = Pack
products-unit-carton = Carton
products-unit-pallet = Pallet
products-unit-bottle = Bottle
products-unit-gram = Gram
products-unit-kilogram = Kilogram
products-unit-tonne = Tonne
products-unit-litre = Litre
products-unit-metre = Metre
products-unit-square_metre = Square metre
products-unit-cubic_metre = Cubic metre
products-unit-hour = Hour
products-unit-day = Day
products-unit-month = Month
products-unit-year = Year
products-unit-licence = Licence
products-unit-flat_rate = Flat rate
