"""The benchmark in small: every page of a desk of 10,000 tickets answers what it should, with as many queries as it may."""

import json
import math
import socket
import threading

import pytest

from agents.models import Agent
from bench import client, facts, report
from bench.desk import loaded
from bench.measuring import measure
from itdesk import wording

MOST_QUERIES = {
    "ticket list": 6, "ticket list, deep page": 6, "all tickets, oldest first": 6, "my tickets": 6,
    "search: common word": 4, "search: rare word": 4, "search: absent word": 4, "search: two letters": 4,
    "ticket": 12, "edit window": 8, "assets, cards": 7, "assets, search": 7, "people, search": 4, "log": 5,
    "ticket, 30 messages": 13, "ticket, 200 messages": 13, "search: word of a message": 4, "requester's page": 12,
    "submit form": 2, "reply": 0, "submit": 0,
}  # fmt: skip


@pytest.mark.process
def test_every_page_of_ten_thousand_tickets_is_right_and_asks_little(tmp_path):
    with loaded("sqlite", tickets=10_000, assets=1_000, people=500) as desk:
        figures, memory = measure(desk, times=1, seconds=0, say=lambda line: None)
    asked = {figure["name"]: figure["queries"] for figure in figures}
    assert asked.keys() == MOST_QUERIES.keys()
    assert {name: number for name, number in asked.items() if number > MOST_QUERIES[name]} == {}
    assert all(figure["rate"] > 0 and figure["p50"] > 0 for figure in figures) and memory > 0

    result = {"machine": report.machine(), "engine": "sqlite", "tickets": 10_000, "loaded": "Loaded.", "memory": memory}
    report.write(result | {"figures": figures}, tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- tables -->\noutdated\n<!-- end of tables -->\nafter\n")
    report.publish(readme, tmp_path)
    text = readme.read_text()
    assert text.startswith("before\n") and text.endswith("\nafter\n") and "outdated" not in text
    assert text.count("\n| ") == len(figures) + 2  # head, rule


def test_the_words_that_a_process_asks_for_every_2_seconds_are_no_pages_own_query(db, monkeypatch):
    Agent.objects.create_user("sample.1", "sample.1@alpha.example", "Not-to-be-guessed-1")
    monkeypatch.setattr(wording, "_read_at", -math.inf)
    queries = []
    for seconds in (math.inf, 0):  # asked once; asked again by each request
        monkeypatch.setattr(wording, "OLD_AFTER", seconds)
        queries.append(facts.floor("/tickets/", fragment=False, anonymous=False, by="")[0])
    assert queries[0] == queries[1] > 0


def test_an_error_page_does_not_pass_for_a_fast_one():
    def answer(server):
        for _n in range(2):
            peer, _address = server.accept()
            peer.recv(65536)
            peer.sendall(b"HTTP/1.1 500 Oh\r\ncontent-length: 4\r\n\r\nfast")
            peer.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, args=[server], daemon=True).start()
        visitor = client.Visitor(server.getsockname()[1])
        with pytest.raises(client.WrongAnswer, match="500 instead of 200"):
            client.one_after_another(lambda: client.check(visitor.get("/")), 1)
        with pytest.raises(client.WrongAnswer):
            client.side_by_side([lambda: client.check(client.Visitor(visitor.port).get("/"))], 0.2)


def test_figures_are_what_they_say():
    measured = client.Pass(seconds=[0.01 * n for n in range(1, 101)], lasted=2.0)
    assert (round(measured.p50), round(measured.p95), measured.rate) == (505, 960, 50)


def test_what_is_kept_is_plain_json(tmp_path):
    result = {
        "machine": report.machine(),
        "engine": "postgresql",
        "tickets": 5,
        "figures": [],
        "loaded": "",
        "memory": 1,
    }
    assert json.loads(report.write(result, tmp_path).read_text()) == result
    assert "5 tickets on PostgreSQL" in report.tables(tmp_path)
