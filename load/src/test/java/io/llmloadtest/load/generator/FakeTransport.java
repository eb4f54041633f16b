package io.llmloadtest.load.generator;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange;
import io.llmloadtest.wire.Transport;
import io.llmloadtest.wire.WireRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** A server in virtual time: every request takes the same time and ends as the script says. */
final class FakeTransport implements Transport {

    private record Call(Tick sent, Completion completion) {}

    private final VirtualTime time;
    private final Duration latency;
    private final IntFunction<Exchange.End> script;
    private final Map<WireRequest, Call> open = new LinkedHashMap<>();
    final List<WireRequest> sent = new ArrayList<>();
    final List<Tick> sentAt = new ArrayList<>();
    int warmed;
    int most;
    boolean deaf;

    FakeTransport(VirtualTime time, Duration latency, IntFunction<Exchange.End> script) {
        this.time = time;
        this.latency = latency;
        this.script = script;
    }

    static FakeTransport answering(VirtualTime time, Duration latency) {
        return new FakeTransport(time, latency, _ -> new Exchange.End.Complete());
    }

    @Override
    public CompletionStage<Integer> warm(int connections) {
        warmed = connections;
        return CompletableFuture.completedFuture(connections);
    }

    @Override
    public void send(WireRequest request, Completion completion) {
        Exchange.End end = script.apply(sent.size());
        sent.add(request);
        sentAt.add(time.now());
        open.put(request, new Call(time.now(), completion));
        most = Math.max(most, open.size());
        if (!deaf) {
            if (latency.isZero()) {
                end(request, end);
            } else {
                time.after(latency, () -> end(request, end));
            }
        }
    }

    private void end(WireRequest request, Exchange.End end) {
        Call call = open.remove(request);
        if (call != null) {
            OptionalInt status = switch (end) {
                case Exchange.End.Complete() -> OptionalInt.of(200);
                case Exchange.End.Refused(String message) -> OptionalInt.of(message.contains("busy") ? 503 : 400);
                default -> OptionalInt.empty();
            };
            call.completion()
                    .ended(new Exchange(request, OptionalLong.empty(), call.sent(), Optional.of(call.sent()),
                            Optional.empty(), status, ChunkTrain.empty(), time.now(), Optional.empty(),
                            Optional.empty(), Map.of(),
                            true, Optional.of("chatcmpl-" + request.id()), Optional.empty(), OptionalInt.empty(), true,
                            false, request.textWanted() ? Optional.of("answer to " + request.id()) : Optional.empty(),
                            end));
        }
    }

    int inFlight() {
        return open.size();
    }

    @Override
    public void cancelAll() {
        if (!deaf) {
            List.copyOf(open.keySet()).forEach(request -> end(request, new Exchange.End.Cancelled()));
        }
    }

    @Override
    public void close() {
        cancelAll();
    }
}
