package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.model.ServerTimes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What answers that tell the server's own time add to a verdict. */
class OwnTimesTest {

    private static final int REQUESTS = 400;

    @Test
    void answersThatAgreeAddNoFinding() {
        Verdict verdict = telling(_ -> times(10, 30, 400)).judge();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void anAnswerThatTookLongerThanTheClientWaitedContradicts() {
        Verdict verdict = telling(ordinal -> ordinal == 17 ? times(15, 40, 400) : times(10, 30, 400)).judge();

        assertThat(verdict.finding(FindingId.REQUEST_TIMES_CONTRADICT).orElseThrow().values())
                .containsEntry("requests", Fact.of(1)).containsEntry("checked", Fact.of(REQUESTS))
                .containsEntry("worst_ms", Fact.of(5)).containsEntry("examples", Fact.of(List.of("t-17")));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    /** The histograms of {@link Cases} say 10 ms of queue and 30 of prefill. */
    @Test
    void aGapIsBrokenDownByTheAnswersOwnTimes() {
        Verdict verdict = shortServerTtft(telling(_ -> times(4, 16, 400)));

        assertThat(verdict.finding(FindingId.TTFT_GAP).orElseThrow().values()).containsEntry("queue_ms", Fact.of(4))
                .containsEntry("prefill_ms", Fact.of(16)).containsEntry("front_end_ms", Fact.of(19.5));
    }

    @Test
    void answersOfWhichSomeTellNothingLeaveTheBreakdownToTheHistograms() {
        Cases some = telling(_ -> times(4, 16, 400));
        some.serverTimes = _ -> Optional.empty();
        Verdict verdict = shortServerTtft(some.completed(1));

        assertThat(verdict.finding(FindingId.TTFT_GAP).orElseThrow().values().get("queue_ms"))
                .isInstanceOfSatisfying(Fact.Amount.class, queue -> assertThat(queue.value()).isCloseTo(10,
                        within(0.01)));
    }

    private static Verdict shortServerTtft(Cases cases) {
        double count = cases.tally.completed();
        return cases.delta(delta -> FaultsTest.ttft(delta, count, count * 0.0395)).judge();
    }

    private static Cases telling(IntFunction<ServerTimes> each) {
        Cases cases = Cases.empty();
        cases.serverTimes = ordinal -> Optional.of(each.apply(ordinal));
        return cases.completed(REQUESTS);
    }

    private static ServerTimes times(long queueMillis, long prefillMillis, long decodeMillis) {
        return new ServerTimes(OptionalLong.of(queueMillis * Cases.MS), OptionalLong.of(prefillMillis * Cases.MS),
                OptionalLong.of(decodeMillis * Cases.MS));
    }
}
