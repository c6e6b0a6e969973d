module-access_rules = Access rules
    .one = Access rule
access_rules-others = Records of others
access_rules-owner_lock = Only the owner changes
access_rules-review = Entries wait for review
