"""Which address shows which page? (filled when the pages are)."""

urlpatterns: list[object] = []
