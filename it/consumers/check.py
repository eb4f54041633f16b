"""check.py FOLDER: the exports of a run, read by the libraries that people read them with.

FOLDER is a run folder with report.xml, levels.csv, requests.jsonl and bench*.json (bench.jsonl with all levels, if it is there).
"""

import json
import math
import pathlib
import sys

import jsonschema
import junitparser
import numpy
import pandas

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "store/src/main/resources/io/llmloadtest/store"
LATENCIES = {"ttft": "ttft_ms", "tpot": "tpot_ms", "e2el": "e2e_latency_ms"}


def same(what, left, right, relative=1e-6):  # the result keeps six decimals
    close = left == right or (
        left is not None and right is not None and math.isclose(left, right, rel_tol=relative, abs_tol=1e-9)
    )
    assert close, f"{what}: {left} is not {right}"


def known(value):
    """A cell of pandas, in which what is not known is NaN."""
    return None if pandas.isna(value) else value


def junit(folder, result):
    suites = list(junitparser.JUnitXml.fromfile(str(folder / "report.xml")))
    assert len(suites) == len(result["results"]) + 1, [suite.name for suite in suites]
    for suite in suites:
        cases = list(suite)
        broken = [case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)]
        assert suite.tests == len(cases) and suite.failures == len(broken), suite.name
    for suite, level in zip(suites, result["results"]):
        rows = {case.name: case for case in suite}
        for row in level["validation"]["comparisons"]:
            case = rows[row["metric_name"]]
            kind = {"PASS": (), "WARN": (junitparser.Failure,), "SKIP": (junitparser.Skipped,)}[row["status"]]
            assert tuple(type(r) for r in case.result) == kind, (suite.name, row["metric_name"], case.result)
        assert rows["requests succeed"].is_passed == (level["failed_requests"] == 0)
        assert rows["verdict"].is_passed == (level["validation"]["overall"] == "PASSED")


def csv(folder, result):
    table = pandas.read_csv(folder / "levels.csv")
    assert list(table.level) == [level["level"] for level in result["results"]]
    assert (table.run_id == result["run_id"]).all()
    for (_, row), level in zip(table.iterrows(), result["results"]):
        same("sent", row.requests_sent, level["total_requests"])
        same("tokens", row.output_tokens, level["total_output_tokens"])
        same("throughput", known(row.output_tokens_per_sec), level["throughput_tokens_per_sec"])
        for column, field in {"ttft": "ttft_ms", "itl": "itl_ms", "tpot": "tpot_ms", "e2e": "e2e_latency_ms"}.items():
            for figure in ("mean", "p50", "p95", "p99", "max"):
                same(f"{column} {figure}", known(row[f"{column}_ms_{figure}"]), level[field][figure])
        for check in level["validation"]["comparisons"]:
            if check["metric_name"] == "Total Tokens":
                assert row.check_total_tokens_status == check["status"]
                same("server", known(row.check_total_tokens_server), check["server_value"])
    numbers = [name for name in table if name.split("_")[-1] in ("mean", "p50", "p99", "sent", "server", "seconds")]
    for name in numbers:
        assert table[name].isna().all() or pandas.api.types.is_numeric_dtype(table[name]), name


def requests(folder, result):
    validator = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "request.schema.json").read_text()))
    with open(folder / "requests.jsonl") as lines:
        for line in lines:
            validator.validate(json.loads(line))
    table = pandas.read_json(folder / "requests.jsonl", lines=True)
    assert table.id.is_unique
    measured = table[table.phase == "level"]
    for level in result["results"]:
        mine = measured[measured.level == level["level"]]
        good = mine[mine.outcome == "completed"]
        assert len(mine) == level["total_requests"] and len(good) == level["successful_requests"]
        assert mine.error_kind.value_counts().to_dict() == {k: n for k, n in level["errors"].items() if n}
        if len(good):
            same("tokens", good.output_tokens.sum(), level["total_output_tokens"])
            same("ttft", good.ttft_ms.mean(), level["ttft_ms"]["mean"])
            same("e2e", good.e2e_ms.mean(), level["e2e_latency_ms"]["mean"])
            same("tpot", known(good.tpot_ms.mean()), level["tpot_ms"]["mean"])
    sent = pandas.to_datetime(table.sent_at)
    assert sent.min() >= pandas.Timestamp(result["started_at"]) and sent.max() <= pandas.Timestamp(result["completed_at"])


def bench(run, level):
    """The summary of a level must follow from its arrays by vLLM's formulas."""
    same("completed", run["completed"] + run["failed"], run["num_prompts"])
    arrays = [name for name in run if isinstance(run[name], list)]
    assert {"ttfts", "itls", "latencies", "input_lens", "output_lens", "start_times", "errors"} <= set(arrays)
    assert all(len(run[name]) == run["num_prompts"] for name in arrays)
    good = [i for i, error in enumerate(run["errors"]) if not error]
    assert len(good) == run["completed"] == level["successful_requests"]
    same("output", sum(run["output_lens"]), run["total_output_tokens"])
    same("input", sum(run["input_lens"][i] for i in good), run["total_input_tokens"])
    same("rate", run["completed"] / run["duration"], run["request_throughput"])
    same("tokens", run["total_output_tokens"] / run["duration"], run["output_throughput"])
    tpots = [
        (run["latencies"][i] - run["ttfts"][i]) / (run["output_lens"][i] - 1) for i in good if run["output_lens"][i] > 1
    ]
    means = {
        "ttft": [run["ttfts"][i] for i in good],
        "e2el": [run["latencies"][i] for i in good],
        "tpot": tpots,
        "itl": [gap for i in good for gap in run["itls"][i]],
    }
    for name, seconds in means.items():
        if seconds:
            same(f"mean {name}", numpy.mean(seconds) * 1000, run[f"mean_{name}_ms"])
            same(f"std {name}", numpy.std(seconds) * 1000, run[f"std_{name}_ms"], 1e-3)
            if name != "itl":  # whose percentiles come from a histogram
                low, high = numpy.percentile(seconds, [49, 51], method="closest_observation") * 1000
                assert low - 1e-6 <= run[f"median_{name}_ms"] <= high + 1e-6, name
    for name, field in LATENCIES.items():
        same(f"p99 {name}", run[f"p99_{name}_ms"], level[field]["p99"])


def vllm(folder, result):
    files = sorted(folder.glob("bench*.json"), key=lambda file: json.loads(file.read_text())["llm_loadtest"]["level"])
    assert len(files) == len(result["results"]), files
    runs = [json.loads(file.read_text()) for file in files]
    for run, level in zip(runs, result["results"]):
        bench(run, level)
    # One row a run, as dashboards load them.
    table = pandas.DataFrame(runs)
    assert list(table.max_concurrency) == [level["concurrency"] for level in result["results"]]
    if (folder / "bench.jsonl").exists():
        together = pandas.read_json(folder / "bench.jsonl", lines=True)
        assert list(together.completed) == list(table.completed)


def main(folder):
    result = json.loads((folder / "result.json").read_text())
    for reader in (junit, csv, requests, vllm):
        reader(folder, result)
        print(f"{reader.__name__}: agrees with result.json")


main(pathlib.Path(sys.argv[1]))
