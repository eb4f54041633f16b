package io.llmloadtest.ledger;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The requests of one phase in the order they were sent, for what a sum cannot tell: whether neighbours are alike, and when
 * the level had left its start behind. Holds each of them while there are at most {@value #MOST}; with more, every second one
 * by its place in the order of sending, then every fourth, and so on. Which ones hangs on these places alone, not on the order
 * in which requests ended, so that a run and its re-reading hold the same. Not safe for concurrent use.
 */
public final class Course {

    /** As many are held. */
    public static final int MOST = 1 << 16;

    private static final int MOST_APART = 1 << 30;

    private final List<Point> points;
    private int every = 1;
    private long requests;
    private long firstSent = Long.MAX_VALUE;
    private long lastSent = Long.MIN_VALUE;
    private boolean ordered;

    /** What is timed of a request. */
    public enum Latency {
        TTFT, TPOT, E2E
    }

    /** An unset time is negative, to keep many of these small. */
    private record Point(int ordinal, long sent, long ended, Optional<ErrorKind> error, boolean streamed,
            long ttftNanos,
            double tpotNanos) {

        private static final long UNSET = -1;

        private static Point of(RequestRecord request) {
            return new Point(request.ordinal(), request.sent().nanos(), request.ended().nanos(),
                    request.outcome().error(),
                    request.streamed(),
                    request.streamed() ? request.ttftNanos().orElse(UNSET) : UNSET, request.tpotNanos().orElse(UNSET));
        }

        private boolean completed() {
            return error.isEmpty();
        }

        private double nanos(Latency latency) {
            return switch (latency) {
                case TTFT -> ttftNanos;
                case TPOT -> tpotNanos;
                case E2E -> (double) (ended - sent);
            };
        }

        private boolean knows(Latency latency) {
            return completed() && nanos(latency) >= 0;
        }

        /** Whether the latency is only known to be larger than the time waited. */
        private boolean isCensored(Latency latency) {
            return error.equals(Optional.of(ErrorKind.TIMEOUT)) && switch (latency) {
                case TTFT -> streamed && ttftNanos == UNSET;
                case TPOT -> false;
                case E2E -> true;
            };
        }
    }

    /** No request yet. */
    public Course() {
        this(new ArrayList<>());
    }

    private Course(List<Point> points) {
        this.points = points;
    }

    /** Adds an ended request. */
    public void add(RequestRecord request) {
        requests++;
        firstSent = Math.min(firstSent, request.sent().nanos());
        lastSent = Math.max(lastSent, request.sent().nanos());
        if (request.ordinal() % every == 0 && (points.size() < MOST || thinned(request.ordinal()))) {
            points.add(Point.of(request));
            ordered = false;
        }
    }

    /** Makes room, and says whether a request at that place is held still. */
    private boolean thinned(int ordinal) {
        while (points.size() >= MOST && every < MOST_APART) {
            every *= 2;
            points.removeIf(point -> point.ordinal % every != 0);
        }
        return points.size() < MOST && ordinal % every == 0;
    }

    /** Of how many requests that follow each other one is held: 1 when each is. */
    public int every() {
        return every;
    }

    /** Whether it holds every request. */
    public boolean isWhole() {
        return every == 1;
    }

    /** How many requests it holds. */
    public int size() {
        return points.size();
    }

    /** How many requests there were, held or not. */
    public long requests() {
        return requests;
    }

    /** From just before the first send to the last; empty without any. */
    public Optional<Window> sending() {
        return requests == 0
                ? Optional.empty()
                : Optional.of(new Window(new Tick(firstSent - 1), new Tick(lastSent)));
    }

    /** Those sent in {@code window}. */
    public Course sentIn(Window window) {
        return part(point -> window.contains(new Tick(point.sent)));
    }

    /** How many ended well in {@code window}. */
    public long completedIn(Window window) {
        return points.stream().filter(point -> point.completed() && window.contains(new Tick(point.ended))).count();
    }

    /** When the request was sent that is held at that place, from 0. */
    public Tick sentAt(int place) {
        return new Tick(inOrder().get(place).sent);
    }

    /** When the first that is held of those from the given place on was sent; places count all requests, from 0. */
    public Tick sentFrom(long place) {
        return sentAt(Math.clamp(Math.ceilDiv(place, (long) every), 0, size() - 1));
    }

    /** When the last that is held of those up to the given place was sent; places count all requests, from 0. */
    public Tick sentUpTo(long place) {
        return sentAt(Math.clamp(place / every, 0, size() - 1));
    }

    /** Those whose latency is known. */
    public Course knowing(Latency latency) {
        return part(point -> point.knows(latency));
    }

    /** Shows the requests one by one, in the order of sending. */
    public void forEach(Consumer<Passage> each) {
        inOrder().forEach(point -> each.accept(new Passage(new Tick(point.sent), new Tick(point.ended), point.error,
                point.knows(Latency.TTFT) ? OptionalLong.of(point.ttftNanos) : OptionalLong.empty())));
    }

    /**
     * A request as it went by.
     *
     * @param sent when it was sent
     * @param ended when it ended, well or not
     * @param error how it failed; empty when it did not
     * @param ttftNanos its time to first token; empty unless it ended well and was streamed
     */
    public record Passage(Tick sent, Tick ended, Optional<ErrorKind> error, OptionalLong ttftNanos) {}

    /** The known values of a latency, in nanoseconds, in the order of sending. */
    public double[] nanos(Latency latency) {
        return inOrder().stream().filter(point -> point.knows(latency)).mapToDouble(point -> point.nanos(latency))
                .toArray();
    }

    /** The same, infinite where a request timed out and the value is only known to be large. */
    public double[] nanosOrLarger(Latency latency) {
        return inOrder().stream().filter(point -> point.knows(latency) || point.isCensored(latency))
                .mapToDouble(point -> point.knows(latency) ? point.nanos(latency) : Double.POSITIVE_INFINITY)
                .toArray();
    }

    private Course part(Predicate<Point> which) {
        Course part = new Course(new ArrayList<>(inOrder().stream().filter(which).toList()));
        part.every = every;
        return part;
    }

    private List<Point> inOrder() {
        if (!ordered) {
            points.sort(Comparator.comparingLong(Point::sent).thenComparingLong(Point::ended));
            ordered = true;
        }
        return points;
    }
}
