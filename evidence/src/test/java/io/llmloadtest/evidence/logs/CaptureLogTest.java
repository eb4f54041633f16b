package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.llmloadtest.evidence.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What the captures' README states of each server's log. */
class CaptureLogTest {

    private static final List<String> CAPTURES = Capture.COMPLETE;
    private static final Set<String> PATHS = Set.of("/v1/chat/completions", "/v1/completions");

    private static List<LogLine> log(String version) {
        return new Capture(version).log("docker.log");
    }

    /** The moment when the server had started: from here on the log belongs to the load. */
    private static Instant up(List<LogLine> lines) {
        return lines.stream().filter(line -> line.text().contains("Application startup complete"))
                .map(LogLine::at).max(Instant::compareTo).orElseThrow();
    }

    private static LogDigest load(String version) {
        List<LogLine> lines = log(version);
        LogBook book = new LogBook();
        lines.forEach(book::add);
        book.beginRun(up(lines));
        return book.between(up(lines), Instant.MAX);
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void thereIsAnAccessLineForEachRequest(String version) {
        LogDigest digest = load(version);

        assertThat(digest.accessLogSeen()).isTrue();
        assertThat(digest.accessLines(PATHS, status -> status == 200)).isEqualTo(32);
        assertThat(digest.accessLines(PATHS, status -> status != 200)).isEqualTo(2);
        assertThat(digest.accessLines(PATHS, status -> status == 404)).isEqualTo(1);
        assertThat(digest.cut()).isZero();
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void theUnknownModelIsTheOnlyErrorButIn0202(String version) {
        List<LogEvent> errors = load(version).events().stream()
                .filter(event -> event.level() == LogEvent.Level.ERROR).toList();

        assertThat(errors.getFirst().kind()).isEqualTo(LogEvent.Kind.UNKNOWN_MODEL);
        assertThat(errors.getFirst().message()).contains("The model `no-such-model` does not exist.");
        assertThat(errors.getFirst().seenBefore()).isFalse();
        if (version.equals("0.20.2")) {
            assertThat(errors).hasSize(2);
            assertThat(errors.get(1).kind()).isEqualTo(LogEvent.Kind.INVALID_REQUEST);
            assertThat(errors.get(1).count()).isEqualTo(1);
            assertThat(errors.get(1).message()).isEqualTo("Exception in ASGI application: "
                    + "vllm.exceptions.VLLMValidationError: max_tokens must be at least 1, got -1. "
                    + "(parameter=max_tokens, value=-1)");
        } else {
            assertThat(errors).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.9.2, 154.7 24.1 29.6 2.4 35.0 2.1", "0.11.2, 378.3 58.7 64.6 4.5",
            "0.13.0, 351.6 56.2 78.0 8.4 0.0 0.0", "0.17.1, 334.4 53.5 65.2 9.8 0.0 0.0",
            "0.20.2, 340.4 59.3 52.4 4.5", "0.26.0, 373.4 57.3 52.4 4.5", "0.32.0, 386.6 60.9 66.0 8.7 0.0 0.0",
            "0.32.0/log-requests, 370.6 56.7 52.4 4.5", "0.8.5, 424.2 65.9 43.9 3.3"})
    void theStatisticsLinesSayWhatTheyPrint(String version, String numbers) {
        List<StatsLine> stats = load(version).stats();
        StringBuilder said = new StringBuilder();
        stats.forEach(line -> said.append(line.promptTokensPerSecond()).append(' ')
                .append(line.generationTokensPerSecond()).append(' '));

        assertThat(said.toString().strip()).isEqualTo(numbers);
        assertThat(stats).allSatisfy(line -> assertThat(line.engine()).isEqualTo("0"))
                .allSatisfy(line -> assertThat(line.kvUsagePercent()).hasValue(0));
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void linesAfterTheFirstCoverTheTickOfTenSeconds(String version) {
        List<StatsLine> stats = load(version).stats();

        for (int at = 0; at < stats.size(); at++) {
            boolean v0 = version.equals("0.8.5");
            assertThat(stats.get(at).comparable()).isEqualTo(at > 0 && !v0);
            if (!v0) {
                assertThat(stats.get(at).windowAssumed()).isFalse();
                assertThat(Duration.ofNanos(stats.get(at).windowNanos())).isBetween(Duration.ofMillis(9990),
                        Duration.ofMillis(10010));
            }
        }
    }

    @Test
    void severalApiServersWriteNoStatistics() {
        LogDigest digest = load("0.32.0/dp2");

        assertThat(digest.statsLogSeen()).isFalse();
        assertThat(Lines.digest(log("0.32.0/dp2")).serverStarts()).isEqualTo(2);
    }

    @Test
    void whatCameBeforeTheRunNeverCounts() {
        List<LogLine> lines = log("0.32.0");
        LogBook book = new LogBook();
        lines.forEach(book::add);
        LogDigest tail = book.before(up(lines));

        assertThat(tail.events(LogEvent.Level.WARNING)).isPositive();
        assertThat(tail.serverStarts()).isEqualTo(1);
        assertThat(load("0.32.0").events(LogEvent.Level.WARNING)).isZero();
        assertThat(load("0.32.0").serverStarts()).isZero();
    }

    @Test
    void aCrashIsToldInAHandfulOfEvents() {
        LogDigest digest = Lines.digest(new Capture("0.32.0").log("crash.log"));

        assertThat(digest.events().stream().filter(event -> event.level() == LogEvent.Level.ERROR))
                .extracting(LogEvent::kind, LogEvent::count)
                .startsWith(tuple(LogEvent.Kind.ENGINE_DEAD, 1L), tuple(LogEvent.Kind.ENGINE_DEAD, 1L))
                .endsWith(tuple(LogEvent.Kind.ENGINE_DEAD, 1L));
        assertThat(digest.events().getLast().message()).startsWith("RuntimeError: Engine core initialization failed.");
        assertThat(digest.events(LogEvent.Level.ERROR)).isBetween(4L, 5L);
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void theJudgedLinesGiveTheSameDigest(String version) {
        assertSameDigest(log(version));
    }

    @Test
    void theJudgedLinesOfACrashGiveTheSameDigest() {
        assertSameDigest(new Capture("0.32.0").log("crash.log"));
    }

    static void assertSameDigest(List<LogLine> lines) {
        JudgedLines judged = new JudgedLines();
        List<LogLine> saved = lines.stream().flatMap(line -> judged.pick(line).stream()).toList();
        LogDigest all = Lines.digest(lines);
        LogDigest again = Lines.digest(saved);

        assertThat(saved.size()).isLessThanOrEqualTo(lines.size());
        assertThat(again.access()).isEqualTo(all.access());
        assertThat(again.events()).isEqualTo(all.events());
        assertThat(again.stats()).isEqualTo(all.stats());
        assertThat(again.requests()).isEqualTo(all.requests());
        assertThat(again.serverStarts()).isEqualTo(all.serverStarts());
    }
}
