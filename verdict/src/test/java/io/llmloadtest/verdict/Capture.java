package io.llmloadtest.verdict;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recording of a real server: the client's ledger, both metric pages, and the log where there is one. */
final class Capture {

    private final String name;
    private final List<RequestRecord> requests = new ArrayList<>();
    private Instant start = Instant.EPOCH;

    private Capture(String name) {
        this.name = name;
        JsonNode ledger = JsonMapper.shared().readTree(bytes("client.json"));
        for (JsonNode request : ledger.get("requests")) {
            if (requests.isEmpty()) {
                start = Instant.parse(request.get("started_at").asString());
            }
            requests.add(record(request));
        }
    }

    static Verdict judge(String name) {
        return Judge.judge(file(name), Tolerances.DEFAULT);
    }

    static CaseFile file(String name) {
        return new Capture(name).file();
    }

    private CaseFile file() {
        Tally tally = new Tally(GoodputLimits.NONE);
        Timeline timeline = new Timeline();
        requests.forEach(tally::add);
        requests.forEach(timeline::add);
        Tick end = requests.stream().map(RequestRecord::ended).max(Tick::compareTo).orElseThrow();
        Window active = new Window(Tick.ZERO, end);
        Window evidence = new Window(Tick.ZERO.plus(Duration.ofMillis(-500)), end.plus(Duration.ofMillis(1500)));
        Expectation expectation = new Expectation(OptionalInt.of(6), OptionalLong.of(34), OptionalInt.empty(),
                OptionalInt.empty(), true, true, 12, Reading.absent(Why.NOT_ASKED), 0, false,
                Reading.absent(Why.NOT_ASKED));
        ClockTrack clocks = ClockTrack.of(Tick.ZERO, start);
        return new CaseFile(new Scope.Level(0), new Span(active, active, evidence), expectation, tally,
                new Tally(GoodputLimits.NONE), timeline, metrics(), log(clocks, evidence), clocks,
                new RollCall(requests.stream().map(RollEntry::of).toList(), 0), TraceTestimony.NOT_ASKED,
                Optional.empty());
    }

    private MetricsTestimony metrics() {
        Snapshot before = snapshot("metrics-before.txt");
        Snapshot after = snapshot("metrics-after.txt");
        Movement movement = Movement.between(before, after, ModelFilter.ANY);
        return new MetricsTestimony(new MetricsAvailability.Available("http://127.0.0.1:8000/metrics", after.kind()),
                Optional.of(SnapshotValues.of(before, ModelFilter.ANY)),
                Optional.of(SnapshotValues.of(after, ModelFilter.ANY)), movement.delta(), movement.missingFamilies(),
                movement.resets(), true, name.equals("0.9.2"), 0, Duration.ofMillis(5), Duration.ofSeconds(1));
    }

    private Snapshot snapshot(String file) {
        return new Snapshot(start, Duration.ofMillis(5), ExpositionParser.parse(bytes(file)));
    }

    private LogTestimony log(ClockTrack clocks, Window evidence) {
        if (Capture.class.getResource(path("docker.log")) == null) {
            return LogTestimony.notAsked();
        }
        LogBook book = new LogBook();
        Instant from = clocks.instantAt(evidence.from());
        book.beginRun(from);
        // Only line feeds end a line: vLLM ends the inner lines of a record with a carriage return too.
        Arrays.stream(new String(bytes("docker.log"), StandardCharsets.UTF_8).split("\n")).forEach(line -> {
            int space = line.indexOf(' ');
            book.add(new LogLine(Instant.parse(line.substring(0, space)), line.substring(space + 1)));
        });
        return new LogTestimony(LogSource.DOCKER_LOG, new LogAvailability.Legible("fixture"),
                book.between(from, clocks.instantAt(evidence.to())), false, Duration.ofMillis(50));
    }

    private RequestRecord record(JsonNode json) {
        Tick sent = new Tick(Duration.between(start, Instant.parse(json.get("started_at").asString())).toNanos());
        int status = json.get("status").asInt();
        boolean aborted = json.get("aborted").asBoolean();
        boolean streamed = json.get("stream").asBoolean();
        Outcome outcome = aborted
                ? new Outcome.Cancelled()
                : status == 200
                        ? new Outcome.Completed()
                        : new Outcome.HttpError(status, json.get("error_body").asString());
        Map<String, Integer> reasons = new HashMap<>();
        json.get("finish_reasons").forEach(reason -> reasons.merge(reason.asString(), 1, Integer::sum));
        JsonNode usage = json.get("usage");
        boolean fixed = json.get("ignore_eos").asBoolean() && json.get("stop").isNull()
                && json.get("max_tokens").asInt() > 0;
        return new RequestRecord(json.get("id").asString(), new Scope.Level(0), requests.size(),
                json.get("endpoint").asString(), streamed,
                new Asked(OptionalInt.empty(),
                        fixed ? OptionalInt.of(json.get("max_tokens").asInt()) : OptionalInt.empty(),
                        json.get("n").asInt()),
                sent, sent, OptionalLong.empty(), Optional.of(sent), Optional.of(sent), OptionalInt.of(status),
                chunks(json, sent), after(sent, json.get("e2e_s").asDouble()),
                usage.isNull()
                        ? Optional.empty()
                        : Optional.of(new TokenCounts(usage.get("prompt_tokens").asInt(),
                                usage.get("completion_tokens").asInt(), OptionalInt.empty())),
                Optional.empty(), reasons, json.get("done_seen").asBoolean(), OptionalInt.empty(), false, outcome);
    }

    /** Only the first and the last chunk were stamped; those between stand evenly. */
    private static ChunkTrain chunks(JsonNode json, Tick sent) {
        int count = json.get("content_chunks").asInt();
        if (count == 0 || json.get("ttft_s").isNull()) {
            return ChunkTrain.empty();
        }
        double first = json.get("ttft_s").asDouble();
        double last = json.get("last_content_s").asDouble();
        long[] nanos = new long[count];
        byte[] flags = new byte[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = after(sent, first + (last - first) * i / Math.max(1, count - 1)).nanos();
            flags[i] = ChunkTrain.CONTENT;
        }
        return ChunkTrain.of(nanos, flags, new int[0]);
    }

    private static Tick after(Tick sent, double seconds) {
        return new Tick(sent.nanos() + Math.round(seconds * 1e9));
    }

    private String path(String file) {
        return "/vllm/" + name + "/" + file + ".gz";
    }

    private byte[] bytes(String file) {
        try (InputStream packed = Capture.class.getResourceAsStream(path(file))) {
            if (packed == null) {
                throw new IllegalStateException("no such resource: " + path(file));
            }
            return new GZIPInputStream(packed).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
