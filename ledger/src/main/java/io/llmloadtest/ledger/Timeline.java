package io.llmloadtest.ledger;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * What the client saw over the whole run, on one time axis in bins of 10 ms: output tokens as they arrived, requests in
 * flight, sent, and ended well. Log windows, samples and charts ask it instead of the requests. A request's tokens are placed
 * when it ends: by its chunks when it was streamed, evenly between send and end otherwise. When a run lasts longer than
 * {@value #MOST_BINS} bins, which is 87 minutes, neighbours become one bin of 20 ms, later of 40 ms and so on, so that memory
 * is bounded however long it lasts. Not safe for concurrent use.
 */
public final class Timeline {

    /** As many bins are kept. */
    static final int MOST_BINS = 1 << 19;

    private static final long FINEST_NANOS = 10_000_000;

    /** Runs last a month at most; what lies beyond is put into the last bin. */
    private static final long COARSEST_NANOS = FINEST_NANOS << 9;

    private long binNanos = FINEST_NANOS;
    private double[] tokens = new double[1024];
    private final BinCounts flow = new BinCounts();
    private final BinCounts sent = new BinCounts();
    private final BinCounts completed = new BinCounts();
    private final Map<ErrorKind, BinCounts> failed = new EnumMap<>(ErrorKind.class);
    private int bins;

    /** Adds one ended request, failed ones too: what they received was generated as well. */
    public void add(RequestRecord request) {
        room(request.sent());
        int end = room(request.ended());
        int start = room(request.sent());
        flow.add(start, 1);
        flow.add(end, -1);
        sent.add(start, 1);
        request.outcome().error().map(this::failed).orElse(completed).add(end, 1);
        OptionalInt first = request.chunks().firstToken();
        if (first.isEmpty()) {
            if (request.isCompleted()) {
                spread(request.sent(), request.ended(), request.outputTokens());
            }
            return;
        }
        if (request.chunks().countsTokens()) {
            placeCounted(request);
        } else {
            placeEvenly(request);
        }
    }

    private void placeCounted(RequestRecord request) {
        int before = 0;
        for (int i = 0; i < request.chunks().size(); i++) {
            int now = request.chunks().tokensSoFarAt(i);
            if (now > before) {
                put(request.chunks().at(i), now - before);
                before = now;
            }
        }
    }

    private void placeEvenly(RequestRecord request) {
        double each = request.outputTokens() / (double) request.tokenChunks();
        for (int i = 0; i < request.chunks().size(); i++) {
            if (request.chunks().isToken(i)) {
                put(request.chunks().at(i), each);
            }
        }
    }

    private void spread(Tick from, Tick to, double amount) {
        int first = bin(from);
        int last = room(to);
        for (int i = first; i <= last; i++) {
            tokens[i] += amount / (last - first + 1);
        }
    }

    /** Adds everything of {@code other}. */
    public void addAll(Timeline other) {
        while (binNanos < other.binNanos) {
            widen();
        }
        for (int i = 0; i < other.bins; i++) {
            put(new Tick(i * other.binNanos), other.tokens[i]);
        }
        int ratio = (int) (binNanos / other.binNanos);
        flow.addAll(other.flow, ratio);
        sent.addAll(other.sent, ratio);
        completed.addAll(other.completed, ratio);
        other.failed.forEach((kind, counts) -> failed(kind).addAll(counts, ratio));
    }

    private BinCounts failed(ErrorKind kind) {
        return failed.computeIfAbsent(kind, _ -> new BinCounts());
    }

    /** Output tokens that arrived in {@code window}; the bins at its edges count by the share that lies inside. */
    public double outputTokens(Window window) {
        return sum(window, bin -> tokens[bin]);
    }

    /** Requests that were sent in {@code window}, counted in the same way. */
    public double sent(Window window) {
        return sum(window, sent::at);
    }

    /** Requests that ended well in {@code window}, counted in the same way. */
    public double completed(Window window) {
        return sum(window, completed::at);
    }

    private double sum(Window window, IntToDoubleFunction amount) {
        double sum = 0;
        int first = bin(window.from());
        int last = Math.min(bin(window.to()), bins - 1);
        for (int i = first; i <= last; i++) {
            sum += amount.applyAsDouble(i) * overlap(i, window);
        }
        return sum;
    }

    /** Shows each bin in which requests failed, kind by kind, in order of time. */
    public void eachFailure(FailureVisitor visitor) {
        failed.forEach((kind, counts) -> {
            for (int i = 0; i < bins; i++) {
                if (counts.at(i) > 0) {
                    visitor.visit(new Tick(i * binNanos), kind, counts.at(i));
                }
            }
        });
    }

    /** Is shown failed requests. */
    @FunctionalInterface
    public interface FailureVisitor {

        /** Takes so many requests that failed in the same way in the bin that begins then. */
        void visit(Tick from, ErrorKind kind, int requests);
    }

    /** The whole bins in {@code window}, so that what is counted in them is exact; the window itself when it holds none. */
    public Window wholeBins(Window window) {
        long from = Math.ceilDiv(window.from().nanos(), binNanos) * binNanos;
        long to = Math.floorDiv(window.to().nanos(), binNanos) * binNanos;
        return from < to ? new Window(new Tick(from), new Tick(to)) : window;
    }

    /** Requests in flight at {@code moment}, exact to a bin. */
    public int inFlight(Tick moment) {
        int sum = 0;
        for (int i = 0; i <= Math.min(bin(moment), bins - 1); i++) {
            sum += flow.at(i);
        }
        return sum;
    }

    /**
     * The whole run in equal stretches, from its start to the last request's end.
     *
     * @param width how long each is, brought to a whole number of bins, {@link #wholeBins(Duration)}
     */
    public List<Stretch> stretches(Duration width) {
        int each = Math.toIntExact(wholeBins(width).toNanos() / binNanos);
        List<Stretch> stretches = new ArrayList<>();
        int inFlight = 0;
        for (int from = 0; from < bins; from += each) {
            double arrived = 0;
            long together = 0;
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int bin = from; bin < from + each; bin++) {
                inFlight += bin < bins ? flow.at(bin) : 0;
                arrived += bin < bins ? tokens[bin] : 0;
                together += inFlight;
                least = Math.min(least, inFlight);
                most = Math.max(most, inFlight);
            }
            stretches.add(new Stretch(
                    new Window(new Tick(from * binNanos), new Tick((from + (long) each) * binNanos)), arrived, least,
                    most, together / (double) each));
        }
        return List.copyOf(stretches);
    }

    /** The nearest length of at least one bin that is a whole number of them. */
    public Duration wholeBins(Duration width) {
        return Duration.ofNanos(Math.max(1, width.toNanos() / binNanos) * binNanos);
    }

    /**
     * What the client saw in a stretch of the run.
     *
     * @param window the stretch
     * @param tokens output tokens that arrived in it
     * @param least the fewest requests that were in flight, exact to a bin
     * @param most the most
     * @param mean the mean
     */
    public record Stretch(Window window, double tokens, int least, int most, double mean) {}

    private double overlap(int bin, Window window) {
        long start = Math.max(bin * binNanos, window.from().nanos());
        long end = Math.min((bin + 1) * binNanos, window.to().nanos());
        return Math.max(0, end - start) / (double) binNanos;
    }

    private void put(Tick at, double amount) {
        int bin = room(at);
        tokens[bin] += amount;
    }

    /** The bin of that moment, for which there is room from now on. */
    private int room(Tick at) {
        while (at.nanos() / binNanos >= MOST_BINS && binNanos < COARSEST_NANOS) {
            widen();
        }
        int bin = bin(at);
        if (bin >= tokens.length) {
            int length = Math.min(MOST_BINS, Math.max(bin + 1, tokens.length * 2));
            tokens = Arrays.copyOf(tokens, length);
        }
        bins = Math.max(bins, bin + 1);
        return bin;
    }

    private void widen() {
        binNanos *= 2;
        for (int i = 0; i < bins; i++) {
            double amount = tokens[i];
            tokens[i] = 0;
            tokens[i / 2] += amount;
        }
        bins = Math.ceilDiv(bins, 2);
        flow.widen();
        sent.widen();
        completed.widen();
        failed.values().forEach(BinCounts::widen);
    }

    private int bin(Tick at) {
        return Math.clamp(at.nanos() / binNanos, 0, MOST_BINS - 1);
    }

    /** What it takes, in bytes, but for what failed. */
    long bytes() {
        return tokens.length * (long) Double.BYTES + flow.bytes() + sent.bytes() + completed.bytes();
    }
}
