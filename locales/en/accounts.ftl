module-accounts = Accounts
    .one = Account

accounts-section-business = Business
accounts-section-billing = Billing address
accounts-section-shipping = Shipping address

accounts-parent = Parent account
accounts-marketing_stage = Marketing stage
accounts-registered_capital = Registered capital
accounts-year_established = Year established
accounts-ownership = Ownership
accounts-tax_number = Tax number

accounts-type-prospect = Prospect
accounts-type-customer = Customer
accounts-type-partner = Partner
accounts-type-reseller = Reseller
accounts-type-integrator = Integrator
accounts-type-supplier = Supplier
accounts-type-competitor = Competitor
accounts-type-investor = Investor
accounts-type-press = Press

accounts-marketing_stage-target = Target
accounts-marketing_stage-developing = Developing
accounts-marketing_stage-first_order = First order
accounts-marketing_stage-regular = Regular customer
accounts-marketing_stage-key_account = Key account
accounts-marketing_stage-dormant = Dormant
accounts-marketing_stage-lost = Lost

accounts-ownership-private = Private
accounts-ownership-public = Listed on a stock exchange
accounts-ownership-state = State-owned
accounts-ownership-subsidiary = Subsidiary
accounts-ownership-partnership = Partnership
accounts-ownership-sole_trader = Sole trader
accounts-language = Language
