# The kinds of fields, and how they are compared and added up.

kind-text = Text
kind-long_text = Long text
kind-email = Email
kind-phone = Phone
kind-url = Web address
kind-integer = Whole number
kind-decimal = Decimal number
kind-percent = Per cent
kind-money = Amount of money
kind-date = Date
kind-instant = Date and time
kind-duration = Duration
kind-yes_no = Yes or no
kind-one_of = One of a list
kind-many_of = Several of a list
kind-link = Link to a record
kind-user = User
kind-address = Address
kind-tags = Tags
kind-auto_number = Automatic number
kind-file = File
kind-score = Score
kind-rows = Rows

op-is = is
op-is-not = is not
op-less = less than
op-at-most = at most
op-more = more than
op-at-least = at least
op-in = is one of
op-not-in = is none of
op-contains = contains
op-starts = starts with
op-is-empty = is empty
op-is-not-empty = is not empty
# For dates the same comparisons are said in other words.
op-date-less = before
op-date-at-most = on or before
op-date-more = after
op-date-at-least = on or after

moment-now = now
moment-today = today
moment-week = start of this week
moment-month = start of this month
moment-quarter = start of this quarter
moment-year = start of this year
unit-hours = { $n ->
    [one] hour
   *[other] hours
}
unit-days = { $n ->
    [one] day
   *[other] days
}
unit-weeks = { $n ->
    [one] week
   *[other] weeks
}
unit-months = { $n ->
    [one] month
   *[other] months
}
unit-quarters = { $n ->
    [one] quarter
   *[other] quarters
}
unit-years = { $n ->
    [one] year
   *[other] years
}

aggregate-count = Count
aggregate-sum = Sum
aggregate-average = Average
aggregate-min = Smallest
aggregate-max = Largest

outcome-open = Open
outcome-won = Won
outcome-lost = Lost

color-grey = Grey
color-red = Red
color-orange = Orange
color-amber = Amber
color-green = Green
color-teal = Teal
color-blue = Blue
color-indigo = Indigo
color-violet = Violet
color-pink = Pink
