package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Sequence.Limits;
import io.llmloadtest.simulator.Step.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private final TruthBook truth = new TruthBook();
    private long now;

    private record Someone(long ticket) implements Recipient {
        @Override
        public void account(Output output) {
        }

        @Override
        public void deliver(Output output) {
        }
    }

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().maxModelLen(256).maxNumSeqs(4).maxBatchedTokens(32).kvBlocks(65).blockSize(4);
    }

    private static Sequence.Order order(long who, int promptLength, int maxTokens, String salt) {
        Tokens prompt = Tokens.of(IntStream.range(0, promptLength).map(i -> 600 + i).toArray());
        return new Sequence.Order(new Someone(who), 0, prompt, salt,
                new Limits(maxTokens, 0, true, Limits.NEVER, Limits.NEVER), List.of(), who, 0, 0);
    }

    private Step step(Scheduler scheduler) {
        now++;
        return scheduler.complete(scheduler.plan(now), now);
    }

    private static List<Long> owners(Step step) {
        return step.outputs().stream().map(output -> output.sequence().order().owner().ticket()).toList();
    }

    @Test
    void aLongPromptIsProcessedInChunksWithinTheBudget() {
        var scheduler = new Scheduler(config().build(), truth);
        scheduler.add(order(1, 70, 2, "a"));
        assertThat(step(scheduler).computedPromptTokens()).isEqualTo(32);
        assertThat(step(scheduler).computedPromptTokens()).isEqualTo(32);
        Step third = step(scheduler);
        assertThat(third.computedPromptTokens()).isEqualTo(6);
        assertThat(owners(third)).containsExactly(1L);
        assertThat(step(scheduler).outputs().getFirst().finish()).map(Step.Finish::reason)
                .contains(FinishReason.LENGTH);
        assertThat(step(scheduler).kvUsage()).isZero();
    }

    @Test
    void theQueueIsServedInOrderOfArrivalUpToMaxNumSeqs() {
        var scheduler = new Scheduler(config().maxNumSeqs(2).build(), truth);
        for (int who = 1; who <= 4; who++) {
            scheduler.add(order(who, 4, 2, "salt" + who));
        }
        Step first = step(scheduler);
        assertThat(owners(first)).containsExactly(1L, 2L);
        assertThat(first.waiting()).isEqualTo(2);
        step(scheduler);
        assertThat(owners(step(scheduler))).containsExactly(3L, 4L);
    }

    @Test
    void equalPrefixesAreFoundAndDifferentSaltsAreNot() {
        var scheduler = new Scheduler(config().build(), truth);
        scheduler.add(order(1, 12, 1, "same"));
        assertThat(step(scheduler).cacheHits()).isZero();
        scheduler.add(order(2, 12, 1, "same"));
        Step second = step(scheduler);
        assertThat(second.cacheQueries()).isEqualTo(12);
        // The last token is always computed, so of three full blocks two can be shared.
        assertThat(second.cacheHits()).isEqualTo(8);
        scheduler.add(order(3, 12, 1, "other"));
        assertThat(step(scheduler).cacheHits()).isZero();
    }

    @Test
    void withoutPrefixCachingNothingIsLookedUp() {
        var scheduler = new Scheduler(config().prefixCaching(false).build(), truth);
        for (int who = 1; who <= 2; who++) {
            scheduler.add(order(who, 12, 1, "same"));
            assertThat(step(scheduler)).extracting(Step::cacheQueries, Step::cacheHits).containsExactly(0, 0);
        }
    }

    @Test
    void whenBlocksRunOutTheLastIsPreemptedRecomputedAndLosesNoToken() {
        // 16 usable blocks of 4 tokens; two sequences that grow to 40 tokens each do not fit together.
        var scheduler = new Scheduler(config().maxModelLen(60).kvBlocks(17).build(), truth);
        long first = truth.accepted("1", false, 1, 8, 0);
        long second = truth.accepted("2", false, 1, 8, 0);
        scheduler.add(order(first, 8, 32, "a"));
        scheduler.add(order(second, 8, 32, "b"));
        var outputs = new ArrayList<Output>();
        for (int i = 0; i < 200; i++) {
            outputs.addAll(step(scheduler).outputs());
        }
        assertThat(outputs).hasSize(64);
        assertThat(truth.snapshot().preemptions()).isPositive();
        assertThat(truth.snapshot().completedChoices()).isEqualTo(2);
        assertThat(truth.snapshot().generatedTokensCompleted()).isEqualTo(64);
        assertThat(step(scheduler).kvUsage()).isZero();
    }

    @Test
    void anAbortedSequenceFreesItsBlocksAndKeepsItsTokensInTheTruth() {
        var scheduler = new Scheduler(config().build(), truth);
        long ticket = truth.accepted("1", false, 1, 8, 0);
        scheduler.add(order(ticket, 8, 100, "a"));
        for (int i = 0; i < 5; i++) {
            step(scheduler);
        }
        scheduler.abort(new Someone(ticket));
        assertThat(step(scheduler)).extracting(Step::running, Step::kvUsage).containsExactly(0, 0.0);
        assertThat(truth.snapshot())
                .extracting(SimulatorTruth::generatedTokensAborted, SimulatorTruth::promptTokensAborted,
                        SimulatorTruth::abortedRequests)
                .containsExactly(5L, 8L, 1L);
    }

    @Test
    void aSequenceHeldBackDoesNotBlockTheOthers() {
        var scheduler = new Scheduler(config().build(), truth);
        var limits = new Limits(1, 0, true, Limits.NEVER, Limits.NEVER);
        scheduler.add(new Sequence.Order(new Someone(1), 0, Tokens.of(600), "", limits, List.of(), 1, 0, 3));
        scheduler.add(order(2, 4, 1, "b"));
        assertThat(owners(step(scheduler))).containsExactly(2L);
        assertThat(owners(step(scheduler))).isEmpty();
        assertThat(owners(step(scheduler))).containsExactly(1L);
    }
}
