"""Every error that wirebook raises, with its stable code.

    WirebookError
    ├── UsageError            WB1xx  the call is wrong (exit 2)
    ├── InputError            WB2xx  one input could not be read; the rest goes on (exit 1)
    │   ├── MissingInput      WB201
    │   ├── EmptyInput        WB202
    │   ├── BinaryInput       WB203
    │   ├── TooLargeInput     WB204
    │   ├── UndecodableInput  WB205
    │   ├── NoArticle         WB206
    │   ├── UnreadableItem    WB207
    │   ├── UnsupportedInput  WB208
    │   ├── Unreachable       WB209
    │   └── Refused           WB210
    ├── BookError             WB3xx  the book cannot be used as asked
    │   ├── BookVersion       WB301
    │   ├── BookReadOnly      WB302
    │   ├── BookDiskFull      WB303
    │   ├── BookDamaged       WB304
    │   ├── BookMissing       WB305
    │   ├── UnknownRecord     WB306
    │   └── WrongCorrection   WB307
    ├── ModelError            WB4xx  the language model is missing or altered
    ├── KnowledgeError        WB5xx  a table breaks its schema
    │   ├── OwnTableMissing   WB501
    │   └── OwnTableWrong     WB502
    ├── MissingExtra          WB6xx  an optional part is not installed
    ├── EvaluationError       WB7xx  a gold set cannot be read
    └── WebError              WB8xx  the reading room cannot answer as asked
        ├── Unauthorised      WB801
        ├── Forbidden         WB802
        ├── NothingHere       WB803
        ├── WrongMethod       WB804
        ├── WrongRequest      WB805
        ├── TooLargeRequest   WB806
        └── TooManyRequests   WB807

The message always names the thing that failed and the reason.
"""

from __future__ import annotations


class WirebookError(Exception):
    """Root of all errors. `code` is stable; `subject` names the input, file or table; `reason` says why."""

    code = "WB000"

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(f"[{self.code}] {subject}: {reason}")
        self.subject = subject
        self.reason = reason


class UsageError(WirebookError):
    code = "WB100"


class InputError(WirebookError):
    code = "WB200"


class MissingInput(InputError):
    code = "WB201"


class EmptyInput(InputError):
    code = "WB202"


class BinaryInput(InputError):
    code = "WB203"


class TooLargeInput(InputError):
    code = "WB204"


class UndecodableInput(InputError):
    code = "WB205"


class NoArticle(InputError):
    code = "WB206"


class UnreadableItem(InputError):
    code = "WB207"


class UnsupportedInput(InputError):
    code = "WB208"


class Unreachable(InputError):
    code = "WB209"


class Refused(InputError):
    code = "WB210"


class BookError(WirebookError):
    code = "WB300"


class BookVersion(BookError):
    code = "WB301"


class BookReadOnly(BookError):
    code = "WB302"


class BookDiskFull(BookError):
    code = "WB303"


class BookDamaged(BookError):
    code = "WB304"


class BookMissing(BookError):
    code = "WB305"


class UnknownRecord(BookError):
    code = "WB306"


class WrongCorrection(BookError):
    code = "WB307"


class ModelError(WirebookError):
    code = "WB400"


class KnowledgeError(WirebookError):
    code = "WB500"


class OwnTableMissing(KnowledgeError):
    code = "WB501"


class OwnTableWrong(KnowledgeError):
    code = "WB502"


class MissingExtra(WirebookError):
    code = "WB600"


class EvaluationError(WirebookError):
    code = "WB700"


class WebError(WirebookError):
    code = "WB800"


class Unauthorised(WebError):
    code = "WB801"


class Forbidden(WebError):
    code = "WB802"


class NothingHere(WebError):
    code = "WB803"


class WrongMethod(WebError):
    code = "WB804"


class WrongRequest(WebError):
    code = "WB805"


class TooLargeRequest(WebError):
    code = "WB806"


class TooManyRequests(WebError):
    code = "WB807"
