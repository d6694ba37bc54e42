"""The pages of the assets, by page."""
