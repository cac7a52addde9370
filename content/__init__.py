"""What is said: articles, their sections and their disclaimers. Knows HTML, and nothing of sound.

The front door is `parse_article`, and for pages that anybody may give `parse_confined`. By their own modules, as they
bring the network and the database along: `gathering` reads whatever a page holds, an article in several pages,
Markdown, a feed or a sitemap; `fetching` brings a page from the web, safely; `library` keeps articles. What reads pages
is imported when it is first asked for: whoever plays articles does not wait for it.
"""

import lazy_loader

# The names, and the modules they are in, stand in `__init__.pyi` alone.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
