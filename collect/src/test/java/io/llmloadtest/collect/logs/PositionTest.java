package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {

    private final Position position = new Position();

    @Test
    void readingGoesOnBehindTheLastLine() {
        passed(line(1), line(2));

        assertThat(newOf(line(1), line(2), line(3))).containsExactly(line(3));
    }

    @Test
    void linesOfOneStampAreCounted() {
        passed(line(1), line(2), line(2));

        assertThat(newOf(line(1), line(2), line(2), line(2), line(3))).containsExactly(line(2), line(3));
    }

    @Test
    void eachStreamHasItsOwnPlace() {
        StampedLine late = new StampedLine(Channel.ERR, at(2), at(2), "late", 0);
        passed(line(1), new StampedLine(Channel.ERR, at(1), at(1), "early", 0), line(3));

        assertThat(newOf(line(1), late, line(3), line(4))).containsExactly(late, line(4));
    }

    @Test
    void aStreamSilentSoFarHasNothingNewFromBeforeTheBegin() {
        StampedLine old = new StampedLine(Channel.ERR, at(1), at(1), "old", 0);
        StampedLine fresh = new StampedLine(Channel.ERR, at(3), at(3), "fresh", 0);
        passed(line(2), line(3));

        assertThat(newOf(old, line(2), fresh, line(3))).containsExactly(fresh);
    }

    @Test
    void aGapShowsByTheMissingOverlap() {
        passed(line(1), line(2));
        Position.Resumption resumption = position.resume();

        assertThat(resumption.isNew(line(5))).isTrue();
        assertThat(resumption.hasOverlapped()).isFalse();
    }

    private void passed(StampedLine... lines) {
        List.of(lines).forEach(position::passed);
    }

    private List<StampedLine> newOf(StampedLine... lines) {
        Position.Resumption resumption = position.resume();
        return List.of(lines).stream().filter(resumption::isNew).toList();
    }

    private static StampedLine line(int nanos) {
        return new StampedLine(Channel.OUT, at(nanos), at(nanos), "line " + nanos, 0);
    }

    private static Instant at(int nanos) {
        return Instant.ofEpochSecond(1_800_000_000, nanos);
    }
}
