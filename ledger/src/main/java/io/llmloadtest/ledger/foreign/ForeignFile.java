package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.Tick;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What another client wrote down, in whatever form: the result of a tool of {@link Tool}, or a ledger as
 * {@link ForeignLedger} describes it. What it is is told by what is in it.
 *
 * @param ledger its requests as a whole; none when it holds totals only
 * @param tool what a tool says; empty for a ledger
 */
public record ForeignFile(ForeignLedger ledger, Optional<ToolTestimony> tool) {

    private static final Duration LONGEST_TEST = Duration.ofDays(2);

    /**
     * A tool's result as a whole.
     *
     * @param report what it says of itself
     * @param keepsRequests whether single requests are in it
     * @param gaps what the gaps between its chunks are like
     */
    public record ToolTestimony(ToolReport report, boolean keepsRequests, ZeroGaps gaps) {}

    /**
     * What the times of a live test are counted from.
     *
     * @param wall the wall clock at tick zero
     * @param nanoTime {@link System#nanoTime()} at tick zero
     * @param from before this moment nothing was sent
     * @param to after it neither
     */
    public record Anchor(Instant wall, long nanoTime, Tick from, Tick to) {

        private static final Duration SLACK = Duration.ofSeconds(2);

        private boolean covers(Tick moment) {
            return !moment.isBefore(from.plus(SLACK.negated())) && !to.plus(SLACK).isBefore(moment);
        }
    }

    /** Whether the file is the result of a tool. */
    public static Optional<Tool> recognise(Path file) throws IOException {
        return ToolFiles.open(file).map(result -> result.report().tool());
    }

    /**
     * Reads a file and shows each request to {@code each}, in the order of the file. All belong to the first level. The first
     * was sent at tick zero.
     *
     * @throws IOException when the file cannot be read or is nothing that is known; the message says what to do
     */
    public static ForeignFile read(Path file, Consumer<RequestRecord> each) throws IOException {
        return read(file, Optional.empty(), each);
    }

    /** The same for a test that was watched: its requests lie where they were on the clock of {@code anchor}. */
    public static ForeignFile read(Path file, Anchor anchor, Consumer<RequestRecord> each) throws IOException {
        return read(file, Optional.of(anchor), each);
    }

    private static ForeignFile read(Path file, Optional<Anchor> anchor, Consumer<RequestRecord> each)
            throws IOException {
        Optional<ToolFile> result = ToolFiles.open(file);
        return result.isEmpty()
                ? new ForeignFile(ForeignLedger.read(file, each), Optional.empty())
                : new Reading(file, result.get(), anchor).all(each);
    }

    /** A tool's result on its way into records. */
    private static final class Reading {

        private final Path file;
        private final ToolFile result;
        private final Optional<Anchor> anchor;
        private final Flights flights = new Flights();
        private final ZeroGaps.Counter gaps = new ZeroGaps.Counter();
        private double first = Double.POSITIVE_INFINITY;
        private double last = Double.NEGATIVE_INFINITY;
        private long requests;
        private long taken;
        private long withoutStart;
        private long withoutEnd;
        private boolean streamed;
        private Tick firstSend = Tick.ZERO;
        private Tick lastEnd = Tick.ZERO;

        Reading(Path file, ToolFile result, Optional<Anchor> anchor) {
            this.file = file;
            this.result = result;
            this.anchor = anchor;
        }

        ForeignFile all(Consumer<RequestRecord> each) throws IOException {
            result.each(this::note);
            boolean placed = requests > 0 && withoutStart == 0 && result.clock() != ToolClock.NONE && isOurs();
            if (placed && last - first > LONGEST_TEST.toSeconds()) {
                throw new IOException(file + ": its requests lie more than " + LONGEST_TEST.toDays()
                        + " days apart; give the result of one test");
            }
            double base = placed ? base() : 0;
            Tick otherwise = anchor.map(Anchor::from).orElse(Tick.ZERO);
            int[] ordinal = new int[1];
            result.each(request -> {
                RequestRecord known = (placed ? request : request.withoutStart()).toRecord(ordinal[0]++, base,
                        otherwise);
                take(request, known);
                each.accept(known);
            });
            boolean timed = placed && (anchor.isPresent() || result.clock() == ToolClock.WALL);
            Instant startedAt = timed && anchor.isEmpty()
                    ? ToolClock.instant(first)
                    : anchor.map(Anchor::wall).orElse(Instant.EPOCH);
            return new ForeignFile(
                    new ForeignLedger(startedAt, timed, firstSend, lastEnd, requests, placed ? flights.most() : 0,
                            streamed, List.of(), withoutEnd),
                    Optional.of(new ToolTestimony(result.report(), result.keepsRequests(), gaps.counted())));
        }

        private void note(ToolRequest request) {
            requests++;
            OptionalDouble start = request.start();
            if (start.isEmpty()) {
                withoutStart++;
            } else {
                first = Math.min(first, start.getAsDouble());
                last = Math.max(last, start.getAsDouble());
            }
        }

        /** A live test's requests lie in the time that was watched; other times are of another machine, or clock. */
        private boolean isOurs() {
            return anchor.isEmpty() || (anchor.get().covers(ToolClock.tick(first, base()))
                    && anchor.get().covers(ToolClock.tick(last, base())));
        }

        private double base() {
            if (anchor.isEmpty()) {
                return first;
            }
            return switch (result.clock()) {
                case WALL -> Duration.between(Instant.EPOCH, anchor.get().wall()).toNanos() / 1e9;
                case MONOTONIC -> anchor.get().nanoTime() / 1e9;
                case NONE -> 0;
            };
        }

        private void take(ToolRequest request, RequestRecord known) {
            firstSend = taken++ == 0 || known.sent().isBefore(firstSend) ? known.sent() : firstSend;
            lastEnd = lastEnd.max(known.ended());
            streamed |= known.streamed();
            flights.add(known.sent(), known.ended());
            if (request.outcome() instanceof Outcome.Completed) {
                gaps.add(request.arrivals());
                withoutEnd += request.end().isEmpty() && !known.streamed() ? 1 : 0;
            }
        }
    }
}
