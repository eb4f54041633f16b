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

/** A transport over lanes, one for each event loop: a request goes to the least busy one. */
abstract sealed class LanedTransport implements Transport permits KernelTransport, NettyTransport {

    private final List<Lane> lanes;
    private final ConnectionPolicy policy;
    private final LongSupplier clock;

    LanedTransport(List<Lane> lanes, ConnectionPolicy policy, LongSupplier clock) {
        this.lanes = List.copyOf(lanes);
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public final CompletionStage<Integer> warm(int connections) {
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

    @Override
    public final void send(WireRequest request, Completion completion) {
        Lane lane = leastBusy();
        lane.inFlight().incrementAndGet();
        Completion counting = exchange -> {
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

    @Override
    public final Optional<InstrumentError> takeInstrumentError() {
        return Lateness.take(lanes.stream().map(Lane::lateness).toList(), clientClock());
    }

    @Override
    public final void run(Urgency urgency) {
        if (urgency == Urgency.REAL_TIME) {
            onEach(_ -> RealTime.ask());
        }
    }

    @Override
    public final Traffic traffic() {
        return lanes.stream().map(lane -> lane.traffic().soFar()).reduce(Traffic.NONE, Traffic::plus);
    }

    @Override
    public final void cancelAll() {
        onEach(Lane::cancelAll);
    }

    /** Has every lane close; whether it was one of their loops that called. */
    final boolean closeLanes() {
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
