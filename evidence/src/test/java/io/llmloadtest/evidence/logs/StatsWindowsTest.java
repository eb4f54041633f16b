package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsWindowsTest {

    private final LogBook book = new LogBook();

    private void tick(double second, String engine, double tokens) {
        book.add(new LogLine(Lines.second(second), "INFO 06-16 10:03:14 [loggers.py:87] Engine " + engine
                + ": Avg prompt throughput: 0.0 tokens/s, Avg generation throughput: " + tokens
                + " tokens/s, Running: 1 reqs, Waiting: 0 reqs"));
    }

    private void start(double second) {
        book.add(new LogLine(Lines.second(second), "INFO:     Started server process [1]"));
    }

    private List<StatsLine> lines() {
        return book.between(Lines.START, Lines.second(1e6)).stats();
    }

    private static void assertWindow(StatsLine line, double seconds) {
        assertThat(Duration.ofNanos(line.windowNanos())).isEqualTo(Duration.ofNanos((long) (seconds * 1e9)));
    }

    @Test
    void theIntervalIsTheRegularSpacing() {
        tick(5, "000", 1);
        tick(10, "000", 1);
        tick(15.1, "000", 1);

        assertThat(lines()).allSatisfy(line -> assertThat(line.windowAssumed()).isFalse())
                .allSatisfy(line -> assertThat(line.comparable()).isTrue());
        assertWindow(lines().get(0), 5);
        assertWindow(lines().get(2), 5.1);
    }

    @Test
    void afterSilenceALineCoversOneInterval() {
        tick(10, "000", 1);
        tick(20, "000", 1);
        tick(30, "000", 0);
        tick(90, "000", 7);

        assertWindow(lines().get(3), 10);
        assertThat(lines().get(3).comparable()).isTrue();
    }

    @Test
    void theFirstLineAfterAStartIsNotComparable() {
        tick(10, "000", 1);
        start(15);
        tick(40, "000", 1);
        tick(50, "000", 1);

        assertThat(lines()).extracting(StatsLine::comparable).containsExactly(true, false, true);
    }

    @Test
    void aLateTickCoversWhatPassed() {
        tick(10, "000", 1);
        tick(20, "000", 1);
        tick(30, "000", 1);
        tick(43, "000", 1);

        assertWindow(lines().get(3), 13);
    }

    /** Docker stamped every third line 0.8 s late: seen with a server that left it no processor. */
    @Test
    void shortStepsAfterLateLinesAreNotTheInterval() {
        for (double second : new double[]{8, 18, 28.8, 38, 48, 58.8, 68, 78}) {
            tick(second, "000", 1);
        }

        assertThat(lines()).extracting(StatsLine::comparable)
                .containsExactly(true, true, true, false, true, true, false, true);
        assertWindow(lines().get(2), 10.8);
        assertWindow(lines().get(4), 10);
    }

    @Test
    void theEdgesOfALateLineAreInDoubt() {
        for (double second : new double[]{8, 18, 28.8, 38, 48}) {
            tick(second, "000", 1);
        }

        assertThat(lines()).extracting(line -> Math.round(line.edgeDoubtNanos() / 1e6))
                .containsExactly(0L, 0L, 800L, 800L, 0L);
    }

    @Test
    void whereEveryOtherLineIsLateTheDefaultHolds() {
        for (double second : new double[]{18, 28.8, 38, 48.8, 58}) {
            tick(second, "000", 1);
        }

        assertThat(lines().getFirst().windowNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(lines().get(2).comparable()).isFalse();
    }

    @Test
    void anEarlyLineIsNotComparable() {
        tick(10, "000", 1);
        tick(20, "000", 1);
        tick(30, "000", 1);
        tick(33, "000", 1);

        assertThat(lines().get(3).comparable()).isFalse();
    }

    @Test
    void aLoneLineHasAnAssumedWindow() {
        tick(10, "000", 1);

        assertWindow(lines().getFirst(), 10);
        assertThat(lines().getFirst().windowAssumed()).isTrue();
        assertThat(lines().getFirst().comparable()).isTrue();
    }

    @Test
    void twoLinesAtADistanceOfTheirOwnTellNoInterval() {
        // seen with an interval of 2 s: the first line was stamped 0.4 s late, beside a busy server
        tick(10.4, "000", 325);
        tick(12, "000", 155);

        assertThat(lines()).noneMatch(StatsLine::comparable);
    }

    @Test
    void enginesAreKeptApart() {
        tick(10, "000", 1);
        tick(10.001, "001", 1);
        tick(20, "000", 1);
        tick(20.001, "001", 1);
        tick(30, "000", 1);
        tick(30.001, "001", 1);

        assertThat(lines()).hasSize(6).allSatisfy(line -> assertWindow(line, 10));
        assertThat(lines()).extracting(StatsLine::engine).containsExactly("0", "1", "0", "1", "0", "1");
    }

    @Test
    void aStretchIsHalfOpen() {
        tick(10, "000", 1);
        tick(20, "000", 1);

        assertThat(book.between(Lines.second(10), Lines.second(20)).stats()).hasSize(1);
        assertThat(book.lastStatsAt()).contains(Lines.second(20));
    }
}
