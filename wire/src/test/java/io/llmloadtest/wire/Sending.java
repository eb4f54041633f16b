package io.llmloadtest.wire;

import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.hot.Answers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A transport under test, with a clock that can be moved ahead and exchanges that can be waited for. */
final class Sending implements AutoCloseable {

    private static final long START = System.nanoTime();
    private static final int PATIENCE_SECONDS = 30;

    final AtomicLong ahead = new AtomicLong();
    final Transport transport;
    private final AtomicInteger ordinal = new AtomicInteger();

    /** How the transport under test is made. */
    @FunctionalInterface
    interface Make {
        Transport open(Target target, ConnectionPolicy policy, int loops, LongSupplier clock) throws IOException;
    }

    Sending(Target target, ConnectionPolicy policy, Make make) throws IOException {
        transport = make.open(target, policy, 1, this::now);
    }

    long now() {
        return System.nanoTime() - START + ahead.get();
    }

    WireRequest request(boolean streamed, Duration timeout) {
        return new WireRequest("t-" + ordinal.incrementAndGet(), "/v1/chat/completions",
                Answers.bytes("{\"model\":\"m\"}"), streamed, Tick.ZERO, timeout);
    }

    Pending begin(WireRequest request) {
        Pending pending = new Pending();
        transport.send(request, pending);
        return pending;
    }

    Exchange stream() {
        return stream(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    Exchange stream(Duration timeout) {
        return begin(request(true, timeout)).await();
    }

    Exchange document() {
        return begin(request(false, Duration.ofSeconds(PATIENCE_SECONDS))).await();
    }

    int warm(int connections) {
        return await(transport.warm(connections).toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    /** A completion that counts how often it was called. */
    static final class Pending implements Transport.Completion {

        private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public void ended(Exchange ended) {
            calls.incrementAndGet();
            exchange.complete(ended);
        }

        Exchange await() {
            return Sending.await(exchange);
        }
    }
}
