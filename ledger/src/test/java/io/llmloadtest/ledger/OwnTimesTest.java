package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ServerTimes;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OwnTimesTest {

    private static final long MS = 1_000_000;

    private final Tally tally = new Tally(GoodputLimits.NONE);

    /** First token after 50 ms, last byte after 120. */
    private void answered(int ordinal, ServerTimes times) {
        tally.add(Requests.telling(Requests.streamed(ordinal, 100, new long[]{150, 170, 195, 210}, 220), times));
    }

    private static ServerTimes times(long queueMillis, long prefillMillis, long decodeMillis) {
        return new ServerTimes(OptionalLong.of(queueMillis * MS), OptionalLong.of(prefillMillis * MS),
                OptionalLong.of(decodeMillis * MS));
    }

    @Test
    void theClientsRestIsWhatTheServerDidNotTake() {
        answered(0, times(10, 30, 60));
        answered(1, times(0, 30, 60));
        tally.add(Requests.streamed(2, 100, new long[]{150, 170}, 220));
        OwnTimes own = tally.ownTimes();
        assertThat(own.requests()).isEqualTo(2);
        assertThat(own.meanQueueNanos()).hasValue(5e6);
        assertThat(own.meanPrefillNanos()).hasValue(30e6);
        assertThat(own.meanDecodeNanos()).hasValue(60e6);
        assertThat(own.meanBeyondFirstTokenNanos()).hasValue(15e6);
        assertThat(own.meanBeyondLastTokenNanos()).hasValue(25e6);
        assertThat(own.contradictions()).isZero();
    }

    @Test
    void aClientThatIsFasterThanTheServerSaysItWasIsNamed() {
        answered(0, times(21, 30, 0));
        assertThat(tally.ownTimes().contradictions()).as("one millisecond may be the clocks'").isZero();
        answered(1, times(22, 30, 0));
        answered(2, times(0, 30, 95));
        assertThat(tally.ownTimes().contradictions()).isEqualTo(2);
        assertThat(tally.ownTimes().worstNanos()).isEqualTo(5e6);
        assertThat(tally.ownTimes().examples()).containsExactly("run-1", "run-2");
    }

    @Test
    void whatTheServerDoesNotSayIsNoZero() {
        answered(0, new ServerTimes(OptionalLong.of(5 * MS), OptionalLong.empty(), OptionalLong.empty()));
        OwnTimes own = tally.ownTimes();
        assertThat(own.requests()).isOne();
        assertThat(own.meanPrefillNanos()).isEmpty();
        assertThat(own.meanBeyondFirstTokenNanos()).isEmpty();
    }

    @Test
    void talliesAddUp() {
        answered(0, times(22, 30, 0));
        Tally both = new Tally(GoodputLimits.NONE);
        both.addAll(tally);
        both.addAll(tally);
        assertThat(both.ownTimes().requests()).isEqualTo(2);
        assertThat(both.ownTimes().contradictions()).isEqualTo(2);
        assertThat(both.ownTimes().meanQueueNanos()).hasValue(22e6);
    }
}
