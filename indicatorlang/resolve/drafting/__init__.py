"""Forms → drafts of rulesets: what officials declared, in the words of a ruleset, everything assumed said beside it."""
