"""The pages: what a person sees in a browser. Translate the request, call one operation or query, render."""
