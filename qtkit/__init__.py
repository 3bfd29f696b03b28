"""What the Qt programs share: theme and controls, texts, the bridge to QML, the thread crossing."""
