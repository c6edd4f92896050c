"""The drawn pictures: sessions' numerals with their wavefronts, the features' waves, and the file that holds them."""
