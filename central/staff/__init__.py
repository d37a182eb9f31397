"""Who works in the stores: the list, their badges and first PINs, and what they should not have done."""
