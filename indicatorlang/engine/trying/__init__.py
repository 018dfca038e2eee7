"""Cases worth trying on a row: values on and beside every bound, delivered the way its data items want them."""
