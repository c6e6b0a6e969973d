module-opportunities = Opportunities
    .one = Opportunity

opportunities-section-progress = Progress
opportunities-section-origin = Origin

opportunities-product = Product
opportunities-amount = Amount
opportunities-pipeline = Pipeline
opportunities-stage = Stage
opportunities-probability = Probability
opportunities-close_date = Close date
opportunities-next_step = Next step
opportunities-engaged_on = Engaged on
opportunities-valid_until = Valid until
opportunities-lost_reason = Why lost
opportunities-originating_unit = Originating unit

opportunities-type-new_business = New business
opportunities-type-existing_business = Existing business
opportunities-type-renewal = Renewal
opportunities-type-direct = Direct
opportunities-type-project = Project

opportunities-pipeline-sales = Sales
opportunities-pipeline-projects = Projects

opportunities-stage-prospecting = Prospecting
opportunities-stage-qualification = Qualification
opportunities-stage-engaging = Engaging
opportunities-stage-proposal = Proposal
opportunities-stage-negotiation = Negotiation
opportunities-stage-inquiry = Inquiry
opportunities-stage-assessment = Assessment
opportunities-stage-design = Design
opportunities-stage-offer = Offer
opportunities-stage-contract = Contract
opportunities-stage-won = Won
opportunities-stage-lost = Lost
