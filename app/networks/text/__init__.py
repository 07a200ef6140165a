"""Networks as the text of a framework: read by taking the text apart, never by running it, and written back."""
