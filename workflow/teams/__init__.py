"""Who belongs to which team, with which role and byline: every change journalled."""
