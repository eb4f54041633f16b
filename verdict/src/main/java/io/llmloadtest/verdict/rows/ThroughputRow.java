package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.balance.Admitted;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The throughput over the engine's own windows: tokens over seconds, both sides over the very same stretches of time. A
 * window that reaches outside the evidence is never compared, an idle one proves nothing.
 *
 * <p>
 * Both sides place tokens with an error at a window's edges: a token made just before an edge arrives just after it, and a
 * line is stamped a little after it was written: by Docker within milliseconds on a machine that is not starved, but a
 * file's or command's line only when it is read. A line off the engine's beat is in doubt by as much as it is late. At each outer edge of the compared stretches the allowance holds what arrived within that doubt, or one token
 * per request in flight if that is more (an answer's mean length where answers were not streamed and only their ends are
 * known); and half of the 0.1 tok/s to which a line is rounded, per engine.
 */
final class ThroughputRow {

    private static final double ROUNDING = 0.05;
    private static final Duration STAMPED_BY_DOCKER = Duration.ofMillis(50);
    private static final Duration STAMPED_WHEN_READ = Duration.ofMillis(250);
    /** Windows no farther apart than this share their edge. */
    private static final long SAME_EDGE_NANOS = 500_000_000;

    private ThroughputRow() {
    }

    static Comparison of(Admitted admitted, Tolerances tolerances) {
        if (admitted.file().tool().filter(tool -> !tool.timed()).isPresent()) {
            Reading untimed = Reading.absent(Why.REQUESTS_NOT_TIMED);
            return row(admitted, untimed, untimed, new Limit(tolerances.throughput(), 0, Limit.Mode.TWO_SIDED),
                    Reasons.of(untimed));
        }
        Reading log = admitted.logLegible() ? Reading.of(0) : admitted.logKnown();
        List<EngineWindow> windows = windows(admitted);
        if (!log.isKnown() || windows.isEmpty()) {
            Reading missing = log.isKnown() ? noWindow(admitted) : log;
            return row(admitted, overall(admitted), missing, new Limit(tolerances.throughput(), 0,
                    Limit.Mode.TWO_SIDED), Reasons.of(missing));
        }
        double seconds = windows.stream().mapToDouble(window -> window.window().seconds()).sum();
        double client = windows.stream()
                .mapToDouble(window -> admitted.file().timeline().outputTokens(window.window())).sum();
        double server = windows.stream().mapToDouble(EngineWindow::serverTokens).sum();
        int engines = windows.stream().mapToInt(EngineWindow::engines).max().orElse(1);
        double others = tolerances.shared() ? Math.max(0, server - client) : 0;
        double allowance = (edgeTokens(windows, admitted) + others) / seconds + ROUNDING * engines;
        return row(admitted, Reading.of(client / seconds), Reading.of(server / seconds),
                new Limit(tolerances.throughput(), allowance, Limit.Mode.TWO_SIDED), note(admitted, windows, seconds));
    }

    private static Comparison row(Admitted admitted, Reading client, Reading server, Limit limit, Reason reason) {
        return new Comparison(Quantity.AVG_THROUGHPUT, admitted.logSource(), client, server, limit, reason);
    }

    private static List<EngineWindow> windows(Admitted admitted) {
        Window evidence = admitted.file().span().evidence();
        Timeline timeline = admitted.file().timeline();
        return EngineWindow.of(admitted.digest().stats(), admitted.file().clocks()).stream()
                .filter(window -> evidence.covers(window.window()) && !window.isIdle(timeline)).toList();
    }

    private static Reading noWindow(Admitted admitted) {
        LogDigest digest = admitted.digest();
        if (!digest.statsLogSeen() && digest.stats().isEmpty()) {
            return Reading.absent(Why.NO_STATS_LINES);
        }
        String interval = digest.stats().isEmpty()
                ? ""
                : Reasons.text(Reading.of(digest.stats().getLast().windowNanos() / 1e9));
        return Reading.absent(Why.NO_WHOLE_WINDOW,
                Map.of("interval_seconds", interval, "lines", Integer.toString(digest.stats().size()),
                        "evidence_seconds", Reasons.text(Reading.of(admitted.file().span().evidence().seconds()))));
    }

    /** Where no window can be compared, the client's throughput over its active time. */
    private static Reading overall(Admitted admitted) {
        Window active = admitted.file().span().active();
        return active.nanos() == 0
                ? Reading.absent(Why.NO_SAMPLES)
                : Reading.of(admitted.file().timeline().outputTokens(active) / active.seconds());
    }

    /** What may be misplaced at the outer edges of the compared stretches. */
    private static double edgeTokens(List<EngineWindow> windows, Admitted admitted) {
        EngineWindow first = windows.getFirst();
        EngineWindow last = windows.getLast();
        double sum = edgeTokens(first.window().from(), first.doubt(), admitted)
                + edgeTokens(last.window().to(), last.doubt(), admitted);
        for (int i = 1; i < windows.size(); i++) {
            EngineWindow before = windows.get(i - 1);
            EngineWindow after = windows.get(i);
            if (Math.abs(after.window().from().nanosSince(before.window().to())) > SAME_EDGE_NANOS) {
                sum += edgeTokens(before.window().to(), before.doubt(), admitted)
                        + edgeTokens(after.window().from(), after.doubt(), admitted);
            }
        }
        return sum;
    }

    private static double edgeTokens(Tick edge, Duration ofBeat, Admitted admitted) {
        Timeline timeline = admitted.file().timeline();
        Tally tally = admitted.ours();
        double each = admitted.file().expectation().streamed() || tally.completed() == 0
                ? 1
                : Math.max(1, (double) tally.outputTokens() / tally.completed());
        Duration ofStamp = switch (admitted.logSource()) {
            case DOCKER_LOG -> STAMPED_BY_DOCKER;
            case LOG_FILE, LOG_COMMAND -> STAMPED_WHEN_READ;
            case PROMETHEUS, OTLP -> throw new IllegalStateException("no log: " + admitted.logSource());
        };
        Duration doubt = ofStamp.compareTo(ofBeat) > 0 ? ofStamp : ofBeat;
        Tick before = edge.plus(doubt.negated());
        double nearby = Math.max(timeline.outputTokens(new Window(before, edge)),
                timeline.outputTokens(new Window(edge, edge.plus(doubt))));
        return Math.max(each * timeline.inFlight(edge), nearby);
    }

    private static Reason note(Admitted admitted, List<EngineWindow> windows, double seconds) {
        if (admitted.ours().withoutUsage() > 0) {
            return new Reason.NotCompared(Why.NO_USAGE, Map.of());
        }
        return windows.stream().noneMatch(EngineWindow::assumed)
                ? new Reason.None()
                : new Reason.Noted("interval-assumed", Map.of("windows", Integer.toString(windows.size()), "seconds",
                        Reasons.text(Reading.of(seconds))));
    }
}
