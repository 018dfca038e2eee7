"""Tables of cases: from delivered text to typed cases, and what is computed for each of them."""
