"""Day one: from an empty instance to a place with partners, in one sitting or several."""
