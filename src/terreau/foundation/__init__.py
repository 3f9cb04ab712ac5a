"""What knows no person: page frame, Markdown, licences, search, slots, guarded HTTP client, instance keys."""
