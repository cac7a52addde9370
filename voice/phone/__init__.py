"""The door for telephones: a call as pure steps, and a thin translation of it for each kind of telephone system."""
