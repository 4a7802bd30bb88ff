"""What publications add to the site: the weekly edition by mail."""

from publications.weekly_mail.kind import WeeklyEditions
from subscriptions.kinds import kinds

kinds.add(WeeklyEditions())
