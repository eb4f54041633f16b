package io.llmloadtest.evidence.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServerDeltaTest {

    private static final String CHAT = "/v1/chat/completions";

    @Test
    void whatIsAbsentInOneStretchIsAbsentInTheSum() {
        ServerDelta sum = timed(100).plus(ServerDelta.absent(Why.COUNTER_RESET));

        assertThat(sum.httpDuration(Set.of(CHAT)).mean()).isEqualTo(Reading.absent(Why.COUNTER_RESET));
        assertThat(sum.of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.absent(Why.COUNTER_RESET));
        assertThat(ServerDelta.absent(Why.COUNTER_RESET).plus(timed(100)).httpDuration(Set.of(CHAT)).mean())
                .isEqualTo(Reading.absent(Why.COUNTER_RESET));
    }

    @Test
    void aHandlerThatWasCalledInOneStretchOnlyKeepsItsNumbers() {
        ServerDelta quiet = new ServerDelta(Map.of(), Map.of(), Map.of(), Reading.of(0), Map.of(), Semantics.UNKNOWN);

        HistogramDelta sum = quiet.plus(timed(100)).httpDuration(Set.of(CHAT));

        assertThat(sum.count()).isEqualTo(Reading.of(100));
        assertThat(sum.buckets()).containsEntry(0.5, 100.0);
    }

    private static ServerDelta timed(double count) {
        HistogramDelta duration = new HistogramDelta(Reading.of(count / 4), Reading.of(count),
                new TreeMap<>(Map.of(0.5, count)));
        return new ServerDelta(Map.of(Counter.SUCCEEDED_CHOICES, Reading.of(count)), Map.of(), Map.of(), Reading.of(0),
                Map.of(CHAT, duration), Semantics.UNKNOWN);
    }
}
