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
 * the level had left its start behind. Holds the first million requests that ended. Not safe for concurrent use.
 */
public final class Course {

    private static final int MOST = 1_000_000;

    private final List<Point> points;
    private boolean whole = true;
    private boolean ordered;

    /** What is timed of a request. */
    public enum Latency {
        TTFT, TPOT, E2E
    }

    /** An unset time is negative, to keep a million of these small. */
    private record Point(long sent, long ended, Optional<ErrorKind> error, boolean streamed, long ttftNanos,
            double tpotNanos) {

        private static final long UNSET = -1;

        private static Point of(RequestRecord request) {
            return new Point(request.sent().nanos(), request.ended().nanos(), request.outcome().error(),
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
        if (points.size() < MOST) {
            points.add(Point.of(request));
            ordered = false;
        } else {
            whole = false;
        }
    }

    /** Whether it holds every request. */
    public boolean isWhole() {
        return whole;
    }

    /** How many requests it holds. */
    public int size() {
        return points.size();
    }

    /** Those sent in {@code window}. */
    public Course sentIn(Window window) {
        return part(point -> window.contains(new Tick(point.sent)));
    }

    /** How many ended well in {@code window}. */
    public long completedIn(Window window) {
        return points.stream().filter(point -> point.completed() && window.contains(new Tick(point.ended))).count();
    }

    /** When the request at that place was sent, from 0. */
    public Tick sentAt(int place) {
        return new Tick(inOrder().get(place).sent);
    }

    /** When the last request was sent; empty without any. */
    public Optional<Tick> lastSent() {
        return points.isEmpty() ? Optional.empty() : Optional.of(sentAt(points.size() - 1));
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
        part.whole = whole;
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
