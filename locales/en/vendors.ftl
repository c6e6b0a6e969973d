module-vendors = Vendors
    .one = Vendor

vendors-section-buying = Buying

vendors-category = Category
vendors-lead_time = Lead time (days)
vendors-payment_days = Payment within (days)
vendors-minimum_order = Minimum order
vendors-customer_number = Our customer number
vendors-tax_number = Tax number
