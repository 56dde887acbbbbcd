"""The grammar of `tables/grammar.toml`, compiled: patterns over words become regular expressions over shapes."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from wirebook.coding.times.lexer import BREAK, OTHER, SHAPES, Lexer
from wirebook.coding.times.vocabulary import CAPITALISED, classes, holidays
from wirebook.errors import KnowledgeError

_SYMBOL = re.compile(
    r"(?P<assertion>\(\?<?[=!:])|<(?P<group>[a-z_]+):|(?P<close>>)|(?P<name>[A-Z][A-Z_]+)|(?P<word>[a-z]+)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how its expressions look, who reads them, and examples with the TIMEX3 values that they have."""

    name: str
    build: str
    examples: dict[str, str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, the words they know, and a pattern that finds the next place where any of them matches."""

    lexer: Lexer
    rules: tuple[Rule, ...]
    any_rule: re.Pattern[str]


class _Compiler:
    def __init__(self, definitions: dict[str, str]) -> None:
        holiday = "|".join(name.replace("'s", " POSSESSIVE") for name in sorted(holidays(), key=len, reverse=True))
        self.definitions = definitions | {"HOLIDAY": f"(?:{holiday})"}
        self.words: set[str] = set()
        self.lexer: Lexer | None = None

    def collect(self, pattern: str) -> None:
        """Note the words that a pattern names."""
        for match in _SYMBOL.finditer(pattern):
            if word := match["word"]:
                self.words.add(word)

    def compile(self, pattern: str, *, named: bool) -> str:
        """The regular expression over shapes that a pattern says; groups without names for `named=False`."""
        groups: dict[str, int] = {}

        def replace(match: re.Match[str]) -> str:
            if match["assertion"]:
                return match[0]
            if group := match["group"]:
                number = groups[group] = groups.get(group, 0) + 1
                return f"(?P<{group}__{number}>" if named else "(?:"
            if match["close"]:
                return ")"
            if name := match["name"]:
                return self._class(name, replace)
            return self._character(match[0])

        return re.sub(r"\s+", "", _SYMBOL.sub(replace, pattern))

    def _character(self, word: str) -> str:
        if self.lexer is None:
            raise KnowledgeError("grammar.toml", "compiled before its words are known")
        return self.lexer.characters[word]

    def _class(self, name: str, replace: functools.partial[str] | object) -> str:
        if name in self.definitions:
            return _SYMBOL.sub(replace, self.definitions[name])  # type: ignore[arg-type]
        if name in SHAPES:
            return re.escape(SHAPES[name])
        if name not in classes():
            raise KnowledgeError("grammar.toml", f"no class, shape or definition is called {name}")
        return "[" + "".join(self._character(word) for word in classes()[name]) + "]"


@functools.cache
def grammar() -> Grammar:
    """The compiled grammar, read once. Raises KnowledgeError where the table is wrong."""
    source = (resources.files(__package__) / "tables" / "grammar.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    compiler = _Compiler(tables["definitions"])
    for pattern in (*compiler.definitions.values(), *(rule["pattern"] for rule in tables["rule"])):
        compiler.collect(pattern)
    for words in classes().values():
        compiler.words.update(words)
    capitalised = {word for name in CAPITALISED for word in classes()[name]}
    compiler.lexer = Lexer(compiler.words, capitalised)
    try:
        rules = tuple(
            Rule(
                name=rule["name"],
                build=rule["build"],
                examples=dict(rule["examples"]),
                pattern=re.compile(compiler.compile(rule["pattern"], named=True)),
            )
            for rule in tables["rule"]
        )
        any_rule = "|".join(f"(?:{compiler.compile(rule['pattern'], named=False)})" for rule in tables["rule"])
        # Most tokens are words that no rule knows, or marks: one look tells that nothing starts there.
        starts = f"(?=[^{re.escape(OTHER + BREAK)},.-])"
        return Grammar(compiler.lexer, rules, re.compile(f"{starts}(?:{any_rule})"))
    except re.error as error:
        raise KnowledgeError("grammar.toml", f"a pattern is no regular expression: {error}") from error
