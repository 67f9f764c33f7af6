"""What a region decides: the form, dissent, the chain of decisions, reviews, the decision sheet."""
