"""What happens to questions and offers while they stand on the site: their state, their last day, their calendar."""
