"""Pages that gather rooms: the front page of a territory, search, accessibility, the instance itself."""
