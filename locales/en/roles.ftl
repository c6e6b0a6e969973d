module-roles = Roles
    .one = Role

roles-parent = Role above
roles-level = Level
roles-sees_team = Sees what the team owns
roles-sees_all = Sees all records
roles-second_factor = Second factor required

roles-level-administrator = Administrator
roles-level-manager = Manager
roles-level-representative = Representative
roles-section-prices = Prices
roles-discount_limit = Discount without approval, up to
roles-below_floor = Sells below the lowest price
roles-changes_prices = Changes prices in quotes
