"""A text in the languages of the hall."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Text(BaseModel):
    """The same words in Chinese and English: `{ zh = "综合业务", en = "General services" }`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: Line
    en: Line

    def in_language(self, language: str) -> str:
        """Return the English words for "en", the Chinese ones for every other language."""
        return self.en if language == "en" else self.zh
