package io.llmloadtest.load.generator;

import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A supply that makes each body when it is asked for. */
final class InlineSupply implements Supply {

    private final Phase phase;
    private final Workload workload;
    private int index;

    InlineSupply(Phase phase, Workload workload) {
        this.phase = phase;
        this.workload = workload;
    }

    @Override
    public CompletableFuture<Void> firstWave() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Optional<PreparedRequest> poll() {
        return Optional.of(workload.prepare(phase.scope(), index, phase.lengths(index++)));
    }

    @Override
    public void close() {
        // nothing runs
    }
}
