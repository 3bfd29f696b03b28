"""What the parts of a hall say to each other: ids, messages, topics and the hall file. No I/O."""
