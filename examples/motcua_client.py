#!/usr/bin/env python3
"""A client of Một Cửa's API that files an application, follows it, and downloads what there is.

It needs nothing but Python 3.9 or newer. docs/api.md is the guide, /api/v1/openapi.json the reference.

    export MOTCUA_URL=https://motcua.example.vn MOTCUA_TOKEN=mc_...
    motcua_client.py procedures "ban sao"
    motcua_client.py file 2.000908 H09.41.10 --answers answers.json --paper relation_paper=scan.pdf
    motcua_client.py follow H09.41.10-261118-0001
    motcua_client.py download H09.41.10-261118-0001 --to papers/
    motcua_client.py changes --since 2026-11-18T00:00:00+07:00
    MOTCUA_WEBHOOK_SECRET=whsec_... motcua_client.py verify ID TIMESTAMP SIGNATURE < body
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

TRIES = 5
PATIENCE = 60
#: A signature is older or newer than this many seconds: somebody repeats an old message.
TOLERANCE = 300


class Problem(Exception):
    """What the server answered instead (RFC 9457)."""

    def __init__(self, status, document):
        self.status = status
        self.code = document.get("type", "").rsplit("/", 1)[-1]
        self.errors = document.get("errors", [])
        super().__init__(f"{status} {self.code}: {document.get('title', '')} {document.get('detail', '')}".strip())


class Client:
    """One organisation's access to the API."""

    def __init__(self, url, token, lang="vi"):
        self.base = url.rstrip("/") + "/api/v1"
        self.token = token
        self.lang = lang

    def call(self, method, path, body=None, headers=None):
        """Sends a request and answers the bytes of the answer.

        Lost connections, answers of 429 and of 5xx are tried again. That is safe for everything but filing, and for
        filing because of its idempotency key.
        """
        for attempt in range(TRIES):
            try:
                return self._once(method, path, body, headers or {})
            except Problem as problem:
                if problem.status != 429 and problem.status < 500 or attempt == TRIES - 1:
                    raise
                wait = max(problem.retry_after, 2**attempt)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if attempt == TRIES - 1:
                    raise
                wait = 2**attempt
            time.sleep(wait)

    def _once(self, method, path, body, headers):
        request = urllib.request.Request(self.base + path, data=body, method=method)
        request.add_header("Accept-Language", self.lang)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in headers.items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            try:
                document = json.loads(error.read())
            except ValueError:
                document = {}
            problem = Problem(error.code, document)
            problem.retry_after = int(error.headers.get("Retry-After", 0))
            raise problem from None

    def get(self, path, **query):
        query = {name: value for name, value in query.items() if value is not None}
        suffix = "?" + urllib.parse.urlencode(query) if query else ""
        return json.loads(self.call("GET", path + suffix))

    def post(self, path, value, key=None):
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        answer = self.call("POST", path, json.dumps(value).encode(), headers)
        return json.loads(answer) if answer else None

    def upload(self, file):
        """Sends a file and answers its id, once the server has the very same bytes."""
        file = pathlib.Path(file)
        content = file.read_bytes()
        path = "/uploads?" + urllib.parse.urlencode({"name": file.name})
        sent = json.loads(self.call("POST", path, content, {"Content-Type": "application/octet-stream"}))
        if sent["sha256"] != hashlib.sha256(content).hexdigest():
            raise RuntimeError(f"{file} did not arrive whole")
        return sent["id"]

    def file(self, procedure, unit, answers, papers, key):
        """Files an application; `papers` maps the id of a paper to paths of files."""
        uploads = {paper: [self.upload(file) for file in files] for paper, files in papers.items()}
        application = {"procedure": procedure, "receiving_unit": unit, "answers": answers, "papers": uploads}
        return self.post("/dossiers", application, key)

    def changes(self, since=None):
        """All dossiers that changed since then, those that changed longest ago first."""
        cursor = None
        while True:
            page = self.get("/dossiers", updated_since=since, cursor=cursor)
            yield from page["items"]
            cursor = page["next"]
            if not cursor:
                return

    def download(self, code, folder):
        """Fetches statutory papers and files of a dossier; answers where they are."""
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        dossier = self.get(f"/dossiers/{code}")
        wanted = [(f"/files/{file['id']}", file["name"]) for file in dossier["files"]]
        papers = self.get(f"/dossiers/{code}/papers")["items"]
        wanted += [(f"/papers/{paper['id']}", f"{paper['template']}-{code}.pdf") for paper in papers]
        saved = []
        for number, (path, name) in enumerate(wanted, 1):
            # The server makes names safe; whoever downloads does not rely on it.
            target = folder / f"{number:02}-{pathlib.PurePath(name).name}"
            target.write_bytes(self.call("GET", path))
            saved.append(target)
        return saved


def verify(secret, message_id, timestamp, signature, body, now=None):
    """Whether a webhook came from the server: the header `webhook-signature` over id, time and the bytes of the body."""
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signed).decode()
    return any(hmac.compare_digest(expected, one) for one in signature.split())


def main():
    options = parsed()
    client = Client(os.environ.get("MOTCUA_URL", "http://127.0.0.1:3000"), os.environ.get("MOTCUA_TOKEN"), options.lang)
    try:
        return options.run(client, options)
    except Problem as problem:
        print(problem, file=sys.stderr)
        for error in problem.errors:
            print(f"  {error['pointer']}: {error['detail']}", file=sys.stderr)
        return 1


def show_procedures(client, options):
    for procedure in client.get("/procedures", q=options.words or None)["items"]:
        print(procedure["code"], procedure["name"][options.lang])


def show_procedure(client, options):
    print(json.dumps(client.get(f"/procedures/{options.code}"), ensure_ascii=False, indent=2))


def file_application(client, options):
    papers = {}
    for paper, _, path in (pair.partition("=") for pair in options.paper):
        papers.setdefault(paper, []).append(path)
    answers = json.loads(pathlib.Path(options.answers).read_text(encoding="utf-8"))
    # Whoever starts this again with the same key after a crash files nothing more.
    key = options.key or str(uuid.uuid4())
    print(f"Idempotency-Key: {key}", file=sys.stderr)
    receipt = client.file(options.procedure, options.unit, answers, papers, key)
    print(json.dumps(receipt, ensure_ascii=False, indent=2))


def follow(client, options):
    dossier = client.get(f"/dossiers/{options.code}")
    print(f"{dossier['code']} {dossier['status']} {dossier['degree']} %")
    for event in client.get(f"/dossiers/{options.code}/events")["items"]:
        print(f"  {event['at']} {event['what'][options.lang]} ({event['who']})")


def download(client, options):
    for path in client.download(options.code, options.to):
        print(path)


def changes(client, options):
    for dossier in client.changes(options.since):
        print(dossier["updated_at"], dossier["code"], dossier["status"])


def check_signature(_, options):
    secret = os.environ["MOTCUA_WEBHOOK_SECRET"]
    good = verify(secret, options.id, options.timestamp, options.signature, sys.stdin.buffer.read())
    print("good" if good else "bad")
    return 0 if good else 1


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    commands = parser.add_subparsers(required=True)

    def command(name, run, *arguments):
        one = commands.add_parser(name)
        one.set_defaults(run=run)
        for argument in arguments:
            one.add_argument(argument)
        return one

    command("procedures", show_procedures).add_argument("words", nargs="?")
    command("procedure", show_procedure, "code")
    filing = command("file", file_application, "procedure", "unit")
    filing.add_argument("--answers", required=True, help="a JSON file of answers by the keys of the form")
    filing.add_argument("--paper", action="append", default=[], metavar="PAPER=FILE")
    filing.add_argument("--key", help="the idempotency key; without it a new one")
    command("follow", follow, "code")
    command("download", download, "code").add_argument("--to", default=".")
    command("changes", changes).add_argument("--since")
    command("verify", check_signature, "id", "timestamp", "signature")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
