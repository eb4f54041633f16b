package io.llmloadtest.ledger;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the client saw over the whole run, on one time axis in bins of 10 ms: output tokens as they arrived, requests in
 * flight. Log windows, samples and charts ask it instead of the requests. A request's tokens are placed when it ends: by
 * its chunks when it was streamed, evenly between send and end otherwise. Not safe for concurrent use.
 */
public final class Timeline {

    /** The width of a bin, in nanoseconds. */
    public static final long BIN_NANOS = 10_000_000;

    private static final int MOST_BINS = 40_000_000;

    private double[] tokens = new double[1024];
    private int[] flow = new int[1024];
    private int bins;

    /** Adds one ended request, failed ones too: what they received was generated as well. */
    public void add(RequestRecord request) {
        step(request.sent(), 1);
        step(request.ended(), -1);
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
        int last = bin(to);
        for (int i = first; i <= last; i++) {
            put(new Tick(i * BIN_NANOS), amount / (last - first + 1));
        }
    }

    /** Adds everything of {@code other}. */
    public void addAll(Timeline other) {
        if (other.bins > 0) {
            room(other.bins - 1);
        }
        for (int i = 0; i < other.bins; i++) {
            tokens[i] += other.tokens[i];
            flow[i] += other.flow[i];
        }
    }

    /** Output tokens that arrived in {@code window}; the bins at its edges count by the share that lies inside. */
    public double outputTokens(Window window) {
        double sum = 0;
        int first = bin(window.from());
        int last = Math.min(bin(window.to()), bins - 1);
        for (int i = first; i <= last; i++) {
            sum += tokens[i] * overlap(i, window);
        }
        return sum;
    }

    /** Requests in flight at {@code moment}, exact to a bin. */
    public int inFlight(Tick moment) {
        int sum = 0;
        for (int i = 0; i <= Math.min(bin(moment), bins - 1); i++) {
            sum += flow[i];
        }
        return sum;
    }

    /**
     * The whole run in equal stretches, from its start to the last request's end.
     *
     * @param width how long each is, brought to a whole number of bins
     */
    public List<Stretch> stretches(Duration width) {
        int each = Math.max(1, Math.toIntExact(width.toNanos() / BIN_NANOS));
        List<Stretch> stretches = new ArrayList<>();
        int inFlight = 0;
        for (int from = 0; from < bins; from += each) {
            double arrived = 0;
            long together = 0;
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int bin = from; bin < from + each; bin++) {
                inFlight += bin < bins ? flow[bin] : 0;
                arrived += bin < bins ? tokens[bin] : 0;
                together += inFlight;
                least = Math.min(least, inFlight);
                most = Math.max(most, inFlight);
            }
            stretches.add(new Stretch(
                    new Window(new Tick(from * BIN_NANOS), new Tick((from + (long) each) * BIN_NANOS)), arrived, least,
                    most, together / (double) each));
        }
        return List.copyOf(stretches);
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

    private static double overlap(int bin, Window window) {
        long start = Math.max(bin * BIN_NANOS, window.from().nanos());
        long end = Math.min((bin + 1) * BIN_NANOS, window.to().nanos());
        return Math.max(0, end - start) / (double) BIN_NANOS;
    }

    private void put(Tick at, double amount) {
        int bin = room(bin(at));
        tokens[bin] += amount;
    }

    private void step(Tick at, int by) {
        int bin = room(bin(at));
        flow[bin] += by;
    }

    private int room(int bin) {
        if (bin >= tokens.length) {
            int length = Math.min(MOST_BINS, Math.max(bin + 1, tokens.length * 2));
            tokens = Arrays.copyOf(tokens, length);
            flow = Arrays.copyOf(flow, length);
        }
        bins = Math.max(bins, bin + 1);
        return bin;
    }

    private static int bin(Tick at) {
        return Math.clamp(at.nanos() / BIN_NANOS, 0, MOST_BINS - 1);
    }
}
