package io.llmloadtest.wire;

import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.wire.kernel.RealTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The lanes of a transport: spreads requests over them. Safe to call from any thread. */
final class Lanes {

    private final List<Lane> lanes;
    private final ConnectionPolicy policy;
    private final LongSupplier clock;

    Lanes(List<Lane> lanes, ConnectionPolicy policy, LongSupplier clock) {
        this.lanes = List.copyOf(lanes);
        this.policy = policy;
        this.clock = clock;
    }

    /** {@link Transport#warm}. */
    CompletionStage<Integer> warm(int connections) {
        if (!policy.pooled() || connections < 1) {
            return CompletableFuture.completedStage(0);
        }
        CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
        for (int i = 0; i < lanes.size(); i++) {
            int share = connections / lanes.size() + (i < connections % lanes.size() ? 1 : 0);
            sum = sum.thenCombine(warm(lanes.get(i), share), Integer::sum);
        }
        return sum.minimalCompletionStage();
    }

    private static CompletableFuture<Integer> warm(Lane lane, int connections) {
        CompletableFuture<Integer> open = new CompletableFuture<>();
        try {
            lane.loop().execute(() -> lane.warm(connections, open::complete));
        } catch (RejectedExecutionException _) {
            open.complete(0);
        }
        return open;
    }

    /** {@link Transport#send}. */
    void send(WireRequest request, Transport.Completion completion) {
        Lane lane = leastBusy();
        lane.inFlight().incrementAndGet();
        Transport.Completion counting = exchange -> {
            lane.inFlight().decrementAndGet();
            completion.ended(exchange);
        };
        try {
            lane.loop().execute(() -> lane.start(request, counting));
        } catch (RejectedExecutionException _) {
            new Call(request, counting).finish(new Exchange.End.Cancelled(), clock.getAsLong());
        }
    }

    /** Kept level, so that no loop needs more connections than its share of what {@link #warm} opened. */
    private Lane leastBusy() {
        Lane least = lanes.getFirst();
        for (Lane lane : lanes) {
            if (lane.inFlight().get() < least.inFlight().get()) {
                least = lane;
            }
        }
        return least;
    }

    /** {@link Transport#takeInstrumentError()}. */
    Optional<InstrumentError> takeInstrumentError(ClientClock stamps) {
        return Lateness.take(lanes.stream().map(Lane::lateness).toList(), stamps);
    }

    /** {@link Transport#run(Urgency)}. */
    void run(Urgency urgency) {
        if (urgency == Urgency.REAL_TIME) {
            onEach(_ -> RealTime.ask());
        }
    }

    /** {@link Transport#traffic()}. */
    Traffic traffic() {
        return lanes.stream().map(lane -> lane.traffic().soFar()).reduce(Traffic.NONE, Traffic::plus);
    }

    /** {@link Transport#cancelAll()}. */
    void cancelAll() {
        onEach(Lane::cancelAll);
    }

    /** Has every lane close; whether it was one of their loops that called. */
    boolean close() {
        onEach(Lane::close);
        return lanes.stream().anyMatch(lane -> lane.loop().isCurrent());
    }

    private void onEach(Consumer<Lane> task) {
        for (Lane lane : lanes) {
            try {
                lane.loop().execute(() -> task.accept(lane));
            } catch (RejectedExecutionException _) {
                // closed before: nothing is in flight there
            }
        }
    }
}
