"""A text in the languages of the hall."""

from collections.abc import Mapping
from typing import Annotated, Final, Self

from babel import localedata
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

FALLBACK: Final = "en"
"""What is shown to whoever reads neither of the hall's two languages."""


class Text(BaseModel):
    """The same words in Chinese and English: `{ zh = "综合业务", en = "General services" }`.

    Further languages may stand beside them, each by its code: `ar = "خدمات عامة"`.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    __pydantic_extra__: dict[str, Line]

    zh: Line
    en: Line

    @model_validator(mode="after")
    def _is_in_languages(self) -> Self:
        for code in self.__pydantic_extra__:
            if not localedata.exists(code):
                raise ValueError(
                    f'unknown language "{code}"; beside zh and en stand codes of languages, as ar'
                )
        return self

    def in_language(self, language: str) -> str:
        """Return the words in a language, or in English where there are none in it."""
        if language == "zh":
            return self.zh
        return (self.__pydantic_extra__ or {}).get(language, self.en)

    @property
    def words(self) -> Mapping[str, str]:
        """All that is said, by language."""
        return {"zh": self.zh, "en": self.en, **(self.__pydantic_extra__ or {})}
