package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.InterTokenGaps.Unit;
import io.llmloadtest.model.ChunkTrain;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Gaps between tokens where they are told, and between chunks always. */
class InterTokenGapsTest {

    private static final byte TEXT = ChunkTrain.CONTENT;
    private static final byte THOUGHT = ChunkTrain.REASONING;

    private static RequestRecord stream(long[] millis, byte[] flags, int[] tokensSoFar, int usage) {
        ChunkTrain train = ChunkTrain.of(Arrays.stream(millis).map(at -> at * 1_000_000).toArray(), flags, tokensSoFar);
        return Requests.record(0, 0, train, 90, Optional.of(new TokenCounts(9, usage, OptionalInt.empty())),
                new Outcome.Completed());
    }

    private static Tally tally(RequestRecord... requests) {
        Tally tally = new Tally(GoodputLimits.NONE);
        Arrays.stream(requests).forEach(tally::add);
        return tally;
    }

    @Test
    void aGapThatBroughtSeveralTokensIsSharedByThemAndStaysOneGapOfChunks() {
        InterTokenGaps gaps = tally(stream(new long[]{10, 40, 50}, new byte[]{TEXT, TEXT, TEXT}, new int[]{2, 5, 6}, 6))
                .interToken();

        assertThat(gaps.unit()).isEqualTo(Unit.TOKEN);
        assertThat(gaps.itl().count()).isEqualTo(4);
        assertThat(gaps.itl().sumNanos()).isEqualTo(40e6);
        assertThat(gaps.chunks().count()).isEqualTo(2);
        assertThat(gaps.chunks().max()).hasValue(30e6);
    }

    @Test
    void anEventWithoutTextThatBroughtATokenHasItsOwnStamp() {
        InterTokenGaps gaps = tally(stream(new long[]{10, 20, 40, 41}, new byte[]{TEXT, 0, TEXT, 0},
                new int[]{1, 2, 3, 3}, 3)).interToken();

        assertThat(gaps.itl().count()).isEqualTo(2);
        assertThat(gaps.itl().min()).hasValue(10e6);
        assertThat(gaps.itl().max()).hasValue(20e6);
        assertThat(gaps.chunks().count()).isEqualTo(1);
    }

    @Test
    void countsThatDoNotEndAtTheUsageAreNotBelieved() {
        InterTokenGaps gaps = tally(stream(new long[]{10, 40}, new byte[]{TEXT, TEXT}, new int[]{0, 0}, 8))
                .interToken();

        assertThat(gaps.unit()).isEqualTo(Unit.CHUNK);
        assertThat(gaps.itl().count()).isEqualTo(1);
        assertThat(gaps.countedStreams()).isZero();
    }

    @Test
    void oneStreamWithoutCountsMakesItPerChunk() {
        RequestRecord counted = stream(new long[]{10, 40}, new byte[]{TEXT, TEXT}, new int[]{1, 4}, 4);
        Tally both = tally(counted, Requests.streamed(1, 0, new long[]{10, 12, 14}, 15));

        assertThat(both.interToken().unit()).isEqualTo(Unit.CHUNK);
        assertThat(both.itl().count()).isEqualTo(3);
        assertThat(both.interToken().streams()).isEqualTo(2);
        assertThat(both.interToken().countedStreams()).isEqualTo(1);
    }

    @Test
    void mergedTalliesSayWhatOneWouldSay() {
        RequestRecord counted = stream(new long[]{10, 40}, new byte[]{THOUGHT, TEXT}, new int[]{1, 4}, 4);
        Tally left = tally(counted);
        left.addAll(tally(counted));
        left.addAll(tally());

        assertThat(left.interToken().unit()).isEqualTo(Unit.TOKEN);
        assertThat(left.itl().count()).isEqualTo(6);
        assertThat(left.itl().mean()).hasValue(10e6);
        assertThat(left.ttfo().count()).isEqualTo(2);
    }

    @Test
    void theFirstOutputTokenIsTimedOnlyBehindReasoning() {
        Tally tally = tally(
                stream(new long[]{10, 40, 60}, new byte[]{THOUGHT, (byte) (THOUGHT | ChunkTrain.SHARED_READ), TEXT},
                        new int[0], 3),
                stream(new long[]{12, 50}, new byte[]{THOUGHT, ChunkTrain.TOOL_CALL}, new int[0], 2),
                stream(new long[]{14, 50}, new byte[]{THOUGHT, THOUGHT}, new int[0], 2),
                Requests.streamed(1, 0, new long[]{10, 12, 14}, 15));

        assertThat(tally.ttft().count()).isEqualTo(4);
        assertThat(tally.ttfo().count()).isEqualTo(2);
        assertThat(tally.ttfo().min()).hasValue(50e6);
        assertThat(tally.ttfo().max()).hasValue(60e6);
    }
}
