package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SentMomentsTest {

    private static final Instant START = Instant.parse("2026-11-25T10:15:30Z");
    private static final long SECOND = 1_000_000_000;

    private final List<Instant> seen = new ArrayList<>();
    private final SentMoments moments = new SentMoments(START, (_, sentAt) -> seen.add(sentAt));

    @Test
    void theLastReadingBeforeTheSendCounts() {
        moments.add(new ClockTrack.Pair(Tick.ZERO, START));
        moments.add(new ClockTrack.Pair(new Tick(SECOND), START.plusSeconds(1)));
        moments.add(new ClockTrack.Pair(new Tick(2 * SECOND), START.plusSeconds(62))); // set forward by a minute
        moments.add(sentAt(SECOND / 2));
        moments.add(sentAt(SECOND * 3 / 2));
        moments.add(sentAt(2 * SECOND));
        assertThat(seen).containsExactly(START.plusMillis(500), START.plusMillis(1500), START.plusSeconds(62));
    }

    @Test
    void whatWasSentBeforeTheFirstReadingIsCountedBackFromIt() {
        moments.add(new ClockTrack.Pair(new Tick(SECOND), START.plusSeconds(5)));
        moments.add(sentAt(0));
        assertThat(seen).containsExactly(START.plusSeconds(4));
    }

    @Test
    void withoutAReadingTheRunsStartCounts() {
        moments.add(sentAt(SECOND));
        assertThat(seen).containsExactly(START.plusSeconds(1));
    }

    private static RequestRecord sentAt(long nanos) {
        Tick sent = new Tick(nanos);
        return new RequestRecord("id", new Scope.Level(0), 0, "/v1/completions", true,
                new Asked(OptionalInt.empty(), OptionalInt.empty(), 1), sent, sent, OptionalLong.empty(),
                Optional.empty(), Optional.empty(), OptionalInt.empty(), ChunkTrain.empty(), sent, Optional.empty(),
                Optional.empty(), Map.of(), false, OptionalInt.empty(), false, new Outcome.Cancelled());
    }
}
