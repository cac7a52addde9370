"""How an article is said, and through which door it is heard. Stands on `content` and `audio_cache`."""
