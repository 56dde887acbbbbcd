"""The description of the API (OpenAPI), at `/api/v1/openapi.json`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse

from wirebook import __version__
from wirebook.web.api.code import Text
from wirebook.web.problems import MEDIA_TYPE, Problem

router = APIRouter(include_in_schema=False)

Schema = dict[str, Any]
"""As the framework has it."""

SAID = {
    "401": "Nobody is signed in.",
    "403": "The visitor may not.",
    "404": "There is nothing of this name.",
    "405": "The address does not take this method.",
    "409": "The record cannot be so, or is so already.",
    "413": "The body is too large.",
    "422": "A parameter or the body is not what it should be.",
    "429": "Too often; `Retry-After` says when to go on.",
    "503": "The book cannot be asked.",
}
REFERENCE = "#/components/schemas/"


@router.get("/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """The description of the API."""
    application = request.app
    assert isinstance(application, FastAPI)
    if application.openapi_schema is None:
        application.openapi_schema = describe(application)
    return JSONResponse(application.openapi_schema)


def describe(application: FastAPI) -> Schema:
    """The description: the framework's, with our problems for its errors, and the tag of answers."""
    schema: Schema = get_openapi(
        title="wirebook",
        version=__version__,
        description="Who did what to whom, when, where, how much, and who says so: the book over HTTP.",
        routes=application.routes,
    )
    components: Schema = schema["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    components["Problem"] = Problem.model_json_schema(ref_template=REFERENCE + "{model}")
    text = Text.model_json_schema(ref_template=REFERENCE + "{model}")
    components |= text.pop("$defs", {}) | {"Text": text}
    told = {MEDIA_TYPE: {"schema": {"$ref": f"{REFERENCE}Problem"}}}
    for path in schema["paths"].values():
        for method, operation in path.items():
            answers: Schema = operation["responses"]
            answers.pop("422", None)
            answers |= {status: {"description": said, "content": told} for status, said in SAID.items()}
            if method == "get":
                answers["304"] = {"description": "As it was: `If-None-Match` names it."}
    schema["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "The token of a team's user."}
    }
    schema["security"] = [{}, {"token": []}]
    return schema
