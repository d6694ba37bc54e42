"""What agents see of mail."""
