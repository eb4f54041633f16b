package io.llmloadtest.ledger;

import io.llmloadtest.model.ServerTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the answers of completed requests say of the server's own time, against what the client measured for the very same
 * requests. Means are in nanoseconds and empty without a single one. Not safe for concurrent use.
 *
 * <p>
 * The server's stretches lie one after another between the client's send and its first or last byte, so the client's latency
 * can never be the shorter one. Two clocks differ in pace by up to 500 ppm while one of them is being corrected; what is
 * shorter by no more than a millisecond and a thousandth says nothing.
 */
public final class OwnTimes {

    private static final double SLACK_NANOS = 1e6;
    private static final double SLACK = 0.001;
    private static final int EXAMPLES = 5;

    private final Sum queue = new Sum();
    private final Sum prefill = new Sum();
    private final Sum decode = new Sum();
    private final Sum beyondFirst = new Sum();
    private final Sum beyondLast = new Sum();
    private final List<String> examples = new ArrayList<>();
    private long requests;
    private long contradictions;
    private double worstNanos;

    void add(RequestRecord request) {
        request.serverTimes().ifPresent(times -> add(request, times));
    }

    private void add(RequestRecord request, ServerTimes times) {
        requests++;
        queue.add(times.queueNanos());
        prefill.add(times.prefillNanos());
        decode.add(times.decodeNanos());
        double shortBy = Math.max(beyond(request.ttftNanos(), times.untilFirstToken(), beyondFirst),
                beyond(OptionalLong.of(request.e2eNanos()), times.untilLastToken(), beyondLast));
        if (shortBy > 0) {
            contradictions++;
            worstNanos = Math.max(worstNanos, shortBy);
            note(request.id());
        }
    }

    /** Adds what the client has beyond the server; says by how much it falls short, where that means anything, else 0. */
    private static double beyond(OptionalLong client, OptionalLong server, Sum beyond) {
        if (client.isEmpty() || server.isEmpty()) {
            return 0;
        }
        long apart = client.getAsLong() - server.getAsLong();
        beyond.add(OptionalLong.of(apart));
        return -apart > Math.max(SLACK_NANOS, SLACK * server.getAsLong()) ? -apart : 0;
    }

    private void note(String id) {
        if (examples.size() < EXAMPLES) {
            examples.add(id);
        }
    }

    void addAll(OwnTimes other) {
        requests += other.requests;
        queue.addAll(other.queue);
        prefill.addAll(other.prefill);
        decode.addAll(other.decode);
        beyondFirst.addAll(other.beyondFirst);
        beyondLast.addAll(other.beyondLast);
        contradictions += other.contradictions;
        worstNanos = Math.max(worstNanos, other.worstNanos);
        other.examples.forEach(this::note);
    }

    /** Completed requests whose answers tell the server's own time. */
    public long requests() {
        return requests;
    }

    /** From being queued in the engine to being scheduled. */
    public OptionalDouble meanQueueNanos() {
        return queue.mean();
    }

    /** From being scheduled to the first token. */
    public OptionalDouble meanPrefillNanos() {
        return prefill.mean();
    }

    /** From the first token to the last. */
    public OptionalDouble meanDecodeNanos() {
        return decode.mean();
    }

    /** What the client's times to first token have beyond queue and prefill. */
    public OptionalDouble meanBeyondFirstTokenNanos() {
        return beyondFirst.mean();
    }

    /** What the client's end-to-end latencies have beyond queue, prefill and decode. */
    public OptionalDouble meanBeyondLastTokenNanos() {
        return beyondLast.mean();
    }

    /** Requests that took the server longer, by its own word, than the client waited. */
    public long contradictions() {
        return contradictions;
    }

    /** By how much the worst of them is too short. */
    public double worstNanos() {
        return worstNanos;
    }

    /** The ids of the first few of them. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** A sum of what is known. */
    private static final class Sum {

        private long count;
        private double total;

        void add(OptionalLong value) {
            if (value.isPresent()) {
                count++;
                total += value.getAsLong();
            }
        }

        void addAll(Sum other) {
            count += other.count;
            total += other.total;
        }

        OptionalDouble mean() {
            return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(total / count);
        }
    }
}
