package io.llmloadtest.simulator;

import io.llmloadtest.simulator.KvBlocks.Block;
import io.llmloadtest.simulator.Step.Finish;
import io.llmloadtest.simulator.Step.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Continuous batching as vLLM's V1 scheduler does it: running sequences first, then the queue in order of arrival, within a budget of tokens for each step, so
 * that long prompts are processed in chunks; a sequence that finds no block sends the last one of the batch back to the head of the queue, to be recomputed.
 * No clock, no threads: {@link #plan} says what a step would process, {@link #complete} what came of it.
 */
final class Scheduler {
    private final SimulatorConfig config;
    private final KvBlocks kv;
    private final TruthBook truth;
    private final Speculator speculator;
    private final List<Sequence> running = new ArrayList<>();
    private final Deque<Sequence> waiting = new ArrayDeque<>();

    Scheduler(SimulatorConfig config, TruthBook truth) {
        this.config = config;
        this.truth = truth;
        speculator = new Speculator(config.faults(), truth);
        kv = new KvBlocks(config.kvBlocks(), config.blockSize(), config.prefixCaching());
    }

    /** Tokens of a sequence that a step processes. */
    private record Share(Sequence sequence, int tokens) {}

    /** What a step will do. */
    static final class Plan {
        private final List<Share> shares = new ArrayList<>();
        private int budget;
        private int promptTokens;
        private int cacheQueries;
        private int cacheHits;
        private int preemptions;

        private Plan(int budget) {
            this.budget = budget;
        }

        boolean isEmpty() {
            return shares.isEmpty();
        }

        int sequences() {
            return shares.size();
        }

        int promptTokens() {
            return promptTokens;
        }
    }

    void add(Sequence.Order order) {
        waiting.addLast(new Sequence(order, kv));
    }

    /** Drops the sequences of that owner, as after its client has gone. */
    void abort(Recipient owner) {
        waiting.removeIf(sequence -> dropped(sequence, owner));
        running.removeIf(sequence -> dropped(sequence, owner));
    }

    /** Drops everything, as a process that ends does. */
    void abandon() {
        everyone().forEach(this::abort);
    }

    private Set<Recipient> everyone() {
        return Stream.concat(running.stream(), waiting.stream()).map(sequence -> sequence.order().owner())
                .collect(Collectors.toSet());
    }

    private boolean dropped(Sequence sequence, Recipient owner) {
        if (sequence.order().owner().ticket() != owner.ticket()) {
            return false;
        }
        kv.release(sequence.blocks());
        truth.aborted(owner.ticket(), sequence);
        return true;
    }

    /** The gauges as they are with nothing new to tell. */
    Step standstill() {
        return new Step(List.of(), running.size(), waiting.size(), kv.usage(), 0, 0, 0, 0, Step.Speculation.NONE);
    }

    /** When the first sequence that is held back may start; none if nothing is held back. */
    OptionalLong nextStart() {
        return waiting.stream().mapToLong(sequence -> sequence.order().notBeforeNanos()).min();
    }

    Plan plan(long nowNanos) {
        var plan = new Plan(config.maxBatchedTokens());
        for (int i = 0; i < running.size() && plan.budget > 0; i++) {
            Sequence sequence = running.get(i);
            if (!sequence.stalled()) {
                scheduleRunning(sequence, plan);
            }
        }
        if (plan.preemptions == 0) {
            admit(plan, nowNanos);
        }
        return plan;
    }

    private void scheduleRunning(Sequence sequence, Plan plan) {
        int tokens = Math.min(sequence.needed() - sequence.computed(), plan.budget);
        while (!reserve(sequence, sequence.computed() + tokens)) {
            Sequence victim = running.getLast();
            plan.shares.removeIf(share -> share.sequence() == victim);
            preempt(victim, plan);
            if (victim == sequence) {
                return;
            }
        }
        take(plan, sequence, tokens);
    }

    private void preempt(Sequence victim, Plan plan) {
        running.removeLast();
        kv.release(victim.blocks());
        victim.preempt();
        waiting.addFirst(victim);
        plan.preemptions++;
    }

    private void admit(Plan plan, long nowNanos) {
        for (Iterator<Sequence> queue = waiting.iterator(); queue.hasNext() && running.size() < config.maxNumSeqs()
                && plan.budget > 0;) {
            Sequence sequence = queue.next();
            if (sequence.order().notBeforeNanos() > nowNanos) {
                continue;
            }
            int promptLength = sequence.order().prompt().length();
            // The last prompt token is always computed: without it there is nothing to sample from.
            List<Block> shared = kv.takePrefix(sequence.promptHashes(), (promptLength - 1) / kv.blockSize());
            int sharedTokens = shared.size() * kv.blockSize();
            int tokens = Math.min(sequence.needed() - sharedTokens, plan.budget);
            if (kv.free() < blocksFor(sharedTokens + tokens) - shared.size()) {
                kv.release(shared);
                return;
            }
            queue.remove();
            if (sequence.scheduledNanos() < 0 && config.prefixCaching()) {
                plan.cacheQueries += promptLength;
                plan.cacheHits += sharedTokens;
            }
            sequence.admit(shared, sharedTokens, nowNanos);
            running.add(sequence);
            reserve(sequence, sharedTokens + tokens);
            take(plan, sequence, tokens);
        }
    }

    private void take(Plan plan, Sequence sequence, int tokens) {
        rememberPrefix(sequence, sequence.computed() + tokens);
        plan.shares.add(new Share(sequence, tokens));
        plan.budget -= tokens;
        plan.promptTokens += Math.clamp((long) sequence.order().prompt().length() - sequence.computed(), 0, tokens);
    }

    private int blocksFor(int tokens) {
        // A sequence that never ends must not eat the whole cache: beyond the model's length it overwrites its last block.
        return Math.ceilDiv(Math.min(tokens, config.maxModelLen()), kv.blockSize());
    }

    private boolean reserve(Sequence sequence, int tokens) {
        while (sequence.blocks().size() < blocksFor(tokens)) {
            Optional<Block> block = kv.take();
            if (block.isEmpty()) {
                return false;
            }
            sequence.blocks().add(block.get());
        }
        return true;
    }

    Step complete(Plan plan, long nowNanos) {
        var outputs = new ArrayList<Output>(plan.shares.size());
        for (Share share : plan.shares) {
            Sequence sequence = share.sequence();
            sequence.compute(share.tokens());
            if (sequence.computed() == sequence.needed()) {
                outputs.add(output(sequence, nowNanos));
                for (int left = speculator.accepts(outputs.getLast()); left > 0
                        && outputs.getLast().finish().isEmpty() && !sequence.stalled(); left--) {
                    outputs.set(outputs.size() - 1, outputs.getLast().withMore());
                    outputs.add(output(sequence, nowNanos).asExtra());
                    speculator.accepted();
                }
            }
        }
        truth.load(running.size(), waiting.size(), plan.preemptions);
        return new Step(outputs, running.size(), waiting.size(), kv.usage(), plan.promptTokens, plan.cacheQueries,
                plan.cacheHits, plan.preemptions, speculator.ofStep());
    }

    /** As in vLLM a block is known from the moment it is scheduled, so that sequences of one step can share it. */
    private void rememberPrefix(Sequence sequence, int tokens) {
        int full = Math.min(Math.min(tokens / kv.blockSize(), sequence.promptHashes().length),
                sequence.blocks().size());
        for (int i = sequence.computed() / kv.blockSize(); i < full; i++) {
            kv.fill(sequence.blocks().get(i), sequence.promptHashes()[i]);
        }
    }

    private Output output(Sequence sequence, long nowNanos) {
        long previous = sequence.lastTokenNanos();
        int token = sequence.generate(nowNanos);
        if (sequence.generated() > 0) {
            truth.generated(sequence.order().owner().ticket(), sequence, nowNanos);
        }
        Optional<Finish> finish = finish(sequence);
        if (finish.isPresent()) {
            running.remove(sequence);
            kv.release(sequence.blocks());
            truth.finished(sequence.order().owner().ticket(), sequence, nowNanos);
        }
        return new Output(sequence, token, sequence.generated(), sequence.generated() <= 1 ? 0 : nowNanos - previous,
                sequence.cachedTokens(), finish, false, false);
    }

    private static Optional<Finish> finish(Sequence sequence) {
        boolean itself = sequence.endsItself();
        if (!itself && sequence.generated() < sequence.order().limits().maxTokens()) {
            return Optional.empty();
        }
        return Optional.of(new Finish(itself ? FinishReason.STOP : FinishReason.LENGTH, sequence.stoppedBy(),
                sequence.scheduledNanos() - sequence.order().queuedNanos(),
                sequence.firstTokenNanos() - sequence.scheduledNanos(),
                sequence.lastTokenNanos() - sequence.firstTokenNanos(), sequence.preemptions()));
    }

}
