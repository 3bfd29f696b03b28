"""LED bars: one program draws all of a hall's, or those that hang on its machine. Without Qt."""
