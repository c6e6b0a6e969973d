module-leads = Leads
    .one = Lead

leads-section-qualification = Qualification
leads-section-conversion = Conversion

leads-company = Company
leads-status = Status
leads-score = Score
leads-need = Need
leads-first_contact = First contact
leads-next_follow_up = Next follow-up
leads-converted_account = Converted to account
leads-converted_contact = Converted to contact
leads-converted_opportunity = Converted to opportunity
leads-converted_at = Converted

leads-status-new = New
leads-status-contacted = Contacted
leads-status-qualified = Qualified
leads-status-converted = Converted
leads-status-recycled = Recycled
leads-status-abandoned = Abandoned
