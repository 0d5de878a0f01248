"""The part of scripts/check-monitoring that reads JSON and asks over HTTP. Standard library only."""

import json
import math
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ALERTS = Path("conf/monitoring/alerts.yml")
CASES = Path("conf/monitoring/alerts_test.yml")
DASHBOARD = Path("conf/monitoring/dashboard.json")
RUNBOOK = Path("docs/operations.md")

# Appear only after a mishap, or not in webhook mode. Everything else must exist in a healthy bot.
ONLY_AFTER_MISHAPS = {
    "trt_update_errors_total",
    "trt_outbox_ambiguous_total",
    "trt_polling_updates_total",
}
METRIC = re.compile(r"\b((?:trt|jvm|process)_[a-z0-9_]+)")


def panels():
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"].replace("$__rate_interval", "1m")


def alert_names():
    return re.findall(r"^ +- alert: (\w+)", ALERTS.read_text(), re.M)


def complete(queries_file):
    """Every alert has both cases and a section; the panels' queries go into a file of rules."""
    problems = []
    cases = CASES.read_text()
    sections = {title.lower() for title in re.findall(r"^#+ (.+?) *$", RUNBOOK.read_text(), re.M)}
    for alert in alert_names():
        for case in ("fires", "stays quiet"):
            body = re.search(rf"- name: {alert} {case}\n(.*?)(?=\n  - name: |\Z)", cases, re.S)
            if not body or f"alertname: {alert}\n" not in body[1]:
                problems.append(f"{CASES}: no case '{alert} {case}'")
            elif ("exp_labels:" in body[1]) != (case == "fires"):
                problems.append(f"{CASES}: '{alert} {case}' expects the opposite")
            elif case == "fires" and "exp_alerts: []" not in body[1]:
                problems.append(f"{CASES}: '{alert} {case}' does not say when it is still silent")
        if alert.lower() not in sections:
            problems.append(f"{RUNBOOK}: no section {alert}")
        if f"runbook_url: docs/operations.md#{alert.lower()}\n" not in ALERTS.read_text():
            problems.append(f"{ALERTS}: {alert} has no link to its section")
    rules = [
        {"record": f"check:panel:{number}", "expr": expr}
        for number, (_, expr) in enumerate(panels())
    ]
    # JSON is YAML.
    Path(queries_file).write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    report(problems, f"{len(alert_names())} alerts have a firing and a quiet case and a section.")


def report(problems, otherwise):
    for problem in problems:
        print(f"fail  {problem}", file=sys.stderr)
    if problems:
        sys.exit(1)
    print(otherwise)


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def until(what, limit, condition):
    """The first answer that is true; outages on the way are waited out."""
    end = time.monotonic() + limit
    while True:
        try:
            found = condition()
            if found:
                return found
        except (OSError, ValueError, KeyError):
            pass
        if time.monotonic() > end:
            sys.exit(f"fail  not within {limit} s: {what}")
        time.sleep(0.5)


class Person:
    """Somebody who talks to the bot through the emulator."""

    def __init__(self, chat, number):
        self.root = f"http://127.0.0.1:{chat}/emulator"
        self.number = number
        person = {"id": number, "first_name": "Ada", "language_code": "en"}
        ask(self.root + "/users", person)

    def says(self, text):
        ask(f"{self.root}/users/{self.number}/messages", {"text": text})

    def messages(self):
        shown = ask(f"{self.root}/chats/{self.number}")["result"]
        return shown if isinstance(shown, list) else shown["messages"]

    def sees(self, text):
        until(f"a message with '{text}'", 60, lambda: text in json.dumps(self.messages()))

    def taps(self, label):
        def button():
            for message in reversed(self.messages()):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for one in row:
                        if label in one["text"]:
                            return message["message_id"], one["callback_data"]
            return None

        message, data = until(f"a button '{label}'", 60, button)
        ask(
            f"{self.root}/users/{self.number}/callbacks",
            {"message_id": message, "data": data},
        )


def order_a_picture(chat):
    # Somebody new each time: an earlier picture must not be taken for this one.
    ada = Person(chat, int(time.time()))
    ada.says("/start")
    for step in ("Make a picture", "Z-Image", "1:1"):
        ada.taps(step)
    ada.sees("Describe")
    ada.says("a lighthouse in the fog")
    ada.taps("Confirm")
    ada.sees('"photo"')


class Prometheus:
    def __init__(self, port):
        self.root = f"http://127.0.0.1:{port}/api/v1"

    def query(self, expr):
        return ask(f"{self.root}/query?" + urllib.parse.urlencode({"query": expr}))["data"]["result"]

    def names(self):
        return set(ask(f"{self.root}/label/__name__/values")["data"])

    def rules(self):
        return [r for g in ask(f"{self.root}/rules")["data"]["groups"] for r in g["rules"]]


def live(prom_port, chat_port, public_port):
    prom = Prometheus(prom_port)
    until("the bot is ready", 120, lambda: ask(f"http://127.0.0.1:{public_port}/ready"))
    order_a_picture(chat_port)
    until("KIE's credits are known", 90, lambda: numbers(prom.query("trt_kie_credits")))
    until("the job is counted", 60, lambda: prom.query("sum(rate(trt_job_seconds_count[1m]))"))
    problems = [
        f"rule {rule['name']}: {rule.get('lastError')}"
        for rule in prom.rules()
        if rule["health"] != "ok"
    ]
    known = prom.names()
    asked = [(f"rule {r['name']}", r["query"]) for r in prom.rules()]
    asked += [(f"panel {title}", expr) for title, expr in panels()]
    silent = 0
    for where, expr in asked:
        unknown = set(METRIC.findall(expr)) - known - ONLY_AFTER_MISHAPS
        if unknown:
            problems.append(f"{where}: no such metric: {', '.join(sorted(unknown))}")
        try:
            silent += not prom.query(expr)
        except urllib.error.HTTPError as refused:
            problems.append(f"{where}: {refused.read().decode()}")
    firing = [r["metric"]["alertname"] for r in prom.query('ALERTS{alertstate="firing"}')]
    problems += [f"alert {name} fires on a healthy bot" for name in firing]
    report(
        problems,
        f"{len(asked)} queries answered by a real Prometheus, {silent} of them with nothing"
        " (alerts that are quiet, mishaps that did not happen); no alert fires.",
    )


def numbers(result):
    return [one for one in result if not math.isnan(float(one["value"][1]))]


def order(chat_port, public_port):
    """A picture, ordered of a bot that is already starting."""
    until("the bot is ready", 120, lambda: ask(f"http://127.0.0.1:{public_port}/ready"))
    order_a_picture(chat_port)
    print("A picture was ordered and delivered.")


if __name__ == "__main__":
    {"complete": complete, "live": live, "order": order}[sys.argv[1]](*sys.argv[2:])
