"""What the page asks for and what it gets: files of the package, and JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from translate.errors import TranslateError
from translate.review import preview
from translate.review.refusals import ConflictError, UnknownArticleError, UnknownUnitError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from translate.review.desk import Desk
    from translate.review.library import Library

    Answer = Callable[[Library, Request, dict[str, Any]], Any]

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_LONGEST = 100_000
"""Characters of a target, a note or a phrase."""


def make_application(library: Library) -> tuple[Starlette, frozenset[str]]:
    """Return the application without its guard, and the paths of the page's own files."""
    files = _page_routes()
    routes = [
        Route("/api/articles", _json(_list), methods=["GET"]),
        Route("/api/articles/{article}", _json(_open), methods=["GET"]),
        Route("/api/articles/{article}/changes", _json(_changes), methods=["GET"]),
        Route("/api/articles/{article}/matches", _json(_matches), methods=["GET"]),
        Route("/api/articles/{article}/preview", _json(_preview), methods=["GET"]),
        Route("/api/articles/{article}/check", _json(_check), methods=["POST"]),
        Route("/api/articles/{article}/save", _json(_save), methods=["POST"]),
        Route("/api/articles/{article}/undo", _json(_undo), methods=["POST"]),
        Route("/api/search", _json(_search), methods=["POST"]),
        *files,
    ]
    application = Starlette(routes=routes)
    application.state.library = library
    return application, frozenset(route.path for route in files)


def _page_routes() -> list[Route]:
    """Return a route for each file of the page, read once: no request can name a file."""
    routes = []
    for path in sorted((Path(__file__).parent / "page").iterdir()):
        if path.suffix in _TYPES:
            address = "/" if path.name == "index.html" else f"/{path.name}"
            routes.append(Route(address, _file(path.read_bytes(), _TYPES[path.suffix]), methods=["GET"]))
    return routes


def _file(content: bytes, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return Response(content, media_type=media_type)

    return answer


def _json(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that runs `answer` in a thread and turns what it refuses into a status with a reason."""

    async def endpoint(request: Request) -> Response:
        body = await _read_body(request) if request.method == "POST" else dict(request.query_params)
        try:
            return JSONResponse(await run_in_threadpool(answer, request.app.state.library, request, body))
        except ConflictError as error:
            content = {"error": str(error), "unit": error.row, "difference": error.difference}
            return JSONResponse(content, status_code=409)
        except (UnknownArticleError, UnknownUnitError):
            return JSONResponse({"error": "there is no such unit: open the page anew"}, status_code=404)
        except TranslateError as error:
            return JSONResponse({"error": str(error)}, status_code=422)

    return endpoint


async def _read_body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(body, dict):
        raise HTTPException(400)
    return body


def _text(body: dict[str, Any], name: str) -> str:
    """Return a text of a request. Raises HTTPException for what is none, or could not be written to a file."""
    value = body.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise HTTPException(400)
    # Half a character pair, and control characters, are in no text that a person wrote.
    if any("\ud800" <= one <= "\udfff" or (one < " " and one not in "\n\t") or one == "\x7f" for one in value):
        raise HTTPException(400)
    return value


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise HTTPException(400)
    return value


def _number(body: dict[str, Any], name: str) -> int:
    value = str(body.get(name, ""))
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise HTTPException(400)
    return int(value)


def _desk(library: Library, request: Request) -> Desk:
    return library.desk(request.path_params["article"])


def _list(library: Library, _request: Request, _body: dict[str, Any]) -> Any:
    return {"articles": library.listing()}


def _open(library: Library, request: Request, _body: dict[str, Any]) -> Any:
    return _desk(library, request).overview()


def _changes(library: Library, request: Request, body: dict[str, Any]) -> Any:
    return _desk(library, request).changes(_number(body, "since"))


def _matches(library: Library, request: Request, body: dict[str, Any]) -> Any:
    return {"matches": library.lookup.matches(_desk(library, request), _text(body, "unit"))}


def _search(library: Library, _request: Request, body: dict[str, Any]) -> Any:
    return {"found": library.lookup.search(_text(body, "phrase"), in_targets=_flag(body, "in_targets"))}


def _preview(library: Library, request: Request, body: dict[str, Any]) -> Any:
    desk = _desk(library, request)
    return {"html": preview.render(desk.source, desk.catalogue, library.project.target, drafts="drafts" in body)}


def _check(library: Library, request: Request, body: dict[str, Any]) -> Any:
    return {"findings": _desk(library, request).check(_text(body, "unit"), _text(body, "target"))}


def _save(library: Library, request: Request, body: dict[str, Any]) -> Any:
    note = _text(body, "note") if "note" in body else None
    row, step = _desk(library, request).save(
        _text(body, "unit"),
        _text(body, "version"),
        _text(body, "target"),
        approved=_flag(body, "approved"),
        note=note,
    )
    return {"unit": row, "step": step}


def _undo(library: Library, request: Request, body: dict[str, Any]) -> Any:
    desk = _desk(library, request)
    row, step = desk.take_back(_text(body, "unit"), _text(body, "version"), _number(body, "step"))
    return {"unit": row, "step": step}
