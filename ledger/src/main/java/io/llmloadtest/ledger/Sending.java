package io.llmloadtest.ledger;

import io.llmloadtest.model.Tick;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The stretches between a completed stream's connection and the head of its answer, as means in nanoseconds. Only streams
 * with a first token are counted: the same requests whose time to first token is known. Not safe for concurrent use.
 */
public final class Sending {

    private long requests;
    private long connections;
    private long heads;
    private double connectNanos;
    private double writeNanos;
    private double headNanos;

    void add(RequestRecord request) {
        requests++;
        if (request.connectNanos().isPresent()) {
            connections++;
            connectNanos += request.connectNanos().getAsLong();
        }
        Optional<Tick> written = request.written();
        if (written.isPresent()) {
            writeNanos += written.get().nanosSince(request.sent());
        }
        if (written.isPresent() && request.head().isPresent()) {
            heads++;
            headNanos += Math.max(0, request.head().get().nanosSince(written.get()));
        }
    }

    void addAll(Sending other) {
        requests += other.requests;
        connections += other.connections;
        heads += other.heads;
        connectNanos += other.connectNanos;
        writeNanos += other.writeNanos;
        headNanos += other.headNanos;
    }

    /**
     * The mean time spent on opening a connection, spread over all requests; empty when all took an open one. It lies
     * before the send, so that no latency holds it.
     */
    public OptionalDouble meanConnectNanos() {
        return mean(connectNanos, connections == 0 ? 0 : requests);
    }

    /** The mean time from the send until the socket had taken the request. */
    public OptionalDouble meanWriteNanos() {
        return mean(writeNanos, requests);
    }

    /** The mean time from there until the head of the answer had arrived; empty when neither moment is known of any. */
    public OptionalDouble meanHeadNanos() {
        return mean(headNanos, heads);
    }

    private static OptionalDouble mean(double sum, long count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }
}
