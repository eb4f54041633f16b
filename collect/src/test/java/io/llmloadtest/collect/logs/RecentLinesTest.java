package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream that jumps back. */
class RecentLinesTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private final RecentLines recent = new RecentLines();

    @Test
    void linesThatComeASecondTimeAreRepetitionsUpToWhereTheStreamStood() {
        assertThat(IntStream.range(0, 10).anyMatch(this::isRepeated)).isFalse();

        assertThat(isRepeated(4)).isTrue();
        assertThat(recent.begins()).isTrue();
        assertThat(isRepeated(5)).isTrue();
        assertThat(recent.begins()).isFalse();
        assertThat(isRepeated(9)).isTrue();
        assertThat(isRepeated(10)).isFalse();
    }

    @Test
    void aLineThatWasLeftOutBeforeIsNew() {
        IntStream.of(0, 1, 2, 7, 8).forEach(this::isRepeated);

        assertThat(isRepeated(2)).isTrue();
        assertThat(isRepeated(3)).isFalse();
        assertThat(isRepeated(7)).isTrue();
    }

    @Test
    void theLastLineOnceMoreIsARepetition() {
        IntStream.range(0, 3).forEach(this::isRepeated);

        assertThat(isRepeated(2)).isTrue();
        assertThat(isRepeated(3)).isFalse();
    }

    @Test
    void aLineThatComesLateAfterWhatFollowedItIsNewAndTheRestIsNot() {
        IntStream.of(0, 1, 2, 7, 8, 9).forEach(this::isRepeated);

        assertThat(isRepeated(4)).isFalse();
        assertThat(isRepeated(7)).isTrue();
        assertThat(isRepeated(9)).isTrue();
        assertThat(isRepeated(10)).isFalse();
    }

    @Test
    void linesOfOneMomentAreAllNew() {
        assertThat(isRepeated(1, "one")).isFalse();
        assertThat(isRepeated(1, "other")).isFalse();
    }

    @Test
    void aClockThatWasSetBackRepeatsNothing() {
        IntStream.range(100, 200).forEach(this::isRepeated);

        assertThat(isRepeated(50)).isFalse();
        assertThat(isRepeated(51)).isFalse();
        assertThat(recent.begins()).isFalse();
    }

    @Test
    void onlyTheLatestAreRemembered() {
        IntStream.range(0, 100_000).forEach(this::isRepeated);

        assertThat(isRepeated(99_000)).isTrue();
        assertThat(isRepeated(10)).isFalse();
    }

    private boolean isRepeated(int millis) {
        return isRepeated(millis, "line");
    }

    private boolean isRepeated(int millis, String text) {
        Instant stamp = START.plusMillis(millis);
        StampedLine line = new StampedLine(Channel.OUT, stamp, stamp, text, 0);
        boolean repeated = recent.isRepeated(line);
        if (!repeated) {
            recent.passed(line);
        }
        return repeated;
    }
}
