package io.llmloadtest.ledger.steady;

import io.llmloadtest.ledger.Course;
import io.llmloadtest.ledger.Course.Latency;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.ledger.statistics.Mser;
import io.llmloadtest.ledger.statistics.Trend;
import io.llmloadtest.ledger.steady.SteadyState.Obstacle;
import io.llmloadtest.ledger.steady.SteadyState.Reason;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * Looks for the stretch in which a level was steady, between just before its first send and its last: from then on the
 * level only empties. It begins when both the first tokens of requests (end-to-end latency where nothing is streamed) and the throughput have
 * settled, each by {@link Mser} and without a {@link Trend} from there on; the later of the two counts. Where not every request is
 * held one by one, the stretch is made of whole bins of the timeline, which counts all of them.
 */
final class SteadySearch {

    /** As many batches of five requests as the rule needs. */
    private static final int BATCH = 5;
    private static final int LEAST_REQUESTS = BATCH * Mser.LEAST_BATCHES;

    /** Slices of time whose throughput is looked at; with fewer than the least, requests alone decide. */
    private static final int MOST_SLICES = 100;
    private static final int LEAST_SLICES = 20;

    private final Course course;
    private final Timeline timeline;
    private final PhaseNote phase;

    SteadySearch(Course course, Timeline timeline, PhaseNote phase) {
        this.course = course;
        this.timeline = timeline;
        this.phase = phase;
    }

    SteadyState find(Cuts cuts) {
        return course.sending().map(sending -> cuts.areAsked() ? asked(cuts, sending) : settled(sending))
                .orElse(new SteadyState.Missing(Obstacle.FEW_REQUESTS));
    }

    private SteadyState asked(Cuts cuts, Window sending) {
        Tick from = cuts.warmUp().map(cut -> afterStart(cut, sending)).orElse(sending.from());
        Tick to = cuts.coolDown().map(cut -> beforeEnd(cut, sending)).orElse(sending.to());
        return from.isBefore(to)
                ? found(Reason.AS_ASKED, new Window(from, to), Obstacle.ALL_CUT)
                : new SteadyState.Missing(Obstacle.ALL_CUT);
    }

    private Tick afterStart(Cut cut, Window sending) {
        return switch (cut) {
            case Cut.Time(var length) -> sending.from().plus(length);
            case Cut.Requests(int count) when count == 0 -> sending.from();
            case Cut.Requests(int count) -> course.sentFrom(Math.min(count, course.requests()) - 1);
        };
    }

    private Tick beforeEnd(Cut cut, Window sending) {
        return switch (cut) {
            case Cut.Time(var length) -> sending.to().plus(length.negated());
            case Cut.Requests(int count) when count >= course.requests() -> sending.from();
            case Cut.Requests(int count) when count == 0 -> sending.to();
            case Cut.Requests(int count) -> course.sentUpTo(course.requests() - 1 - count);
        };
    }

    private SteadyState settled(Window sending) {
        if (phase.arrivals().isPresent() && phase.arrivals().get().rateChanges()) {
            return new SteadyState.Missing(Obstacle.RATE_CHANGES);
        }
        boolean streamed = course.knowing(Latency.TTFT).size() >= LEAST_REQUESTS;
        Latency latency = streamed ? Latency.TTFT : Latency.E2E;
        Course timed = course.knowing(latency);
        if (timed.size() < LEAST_REQUESTS) {
            return new SteadyState.Missing(Obstacle.FEW_REQUESTS);
        }
        OptionalInt cut = settledAfter(timed.nanos(latency), BATCH);
        if (cut.isEmpty()) {
            return new SteadyState.Missing(streamed ? Obstacle.TTFT_DRIFTS : Obstacle.E2E_DRIFTS);
        }
        Tick byRequests = cut.getAsInt() == 0 ? sending.from() : timed.sentAt(cut.getAsInt() - 1);
        return throughputSettled(sending)
                .map(byThroughput -> later(byRequests, streamed ? Reason.TTFT_SETTLED : Reason.E2E_SETTLED,
                        byThroughput, sending))
                .orElse(new SteadyState.Missing(Obstacle.THROUGHPUT_DRIFTS));
    }

    private SteadyState later(Tick byRequests, Reason ofRequests, Tick byThroughput, Window sending) {
        Tick from = byRequests.max(byThroughput).min(sending.to());
        if (from.equals(sending.from())) {
            return longEnough(Reason.FROM_THE_START, sending);
        }
        return longEnough(byThroughput.isBefore(byRequests) ? ofRequests : Reason.THROUGHPUT_SETTLED,
                new Window(from, sending.to()));
    }

    /** When the throughput had settled: at the start when it lasted too short to tell; empty when it never did. */
    private Optional<Tick> throughputSettled(Window sending) {
        List<Window> slices = Slices.upTo(sending, MOST_SLICES);
        if (slices.size() < LEAST_SLICES) {
            return Optional.of(sending.from());
        }
        OptionalInt cut = settledAfter(slices.stream().mapToDouble(timeline::outputTokens).toArray(), 1);
        return cut.isPresent() ? Optional.of(slices.get(cut.getAsInt()).from()) : Optional.empty();
    }

    /** How many values come before a series stands still; empty when it never does. */
    private static OptionalInt settledAfter(double[] series, int batch) {
        OptionalInt cut = Mser.cut(series, batch);
        return cut.isEmpty() || Trend.isIn(Arrays.copyOfRange(series, cut.getAsInt(), series.length))
                ? OptionalInt.empty()
                : cut;
    }

    private SteadyState longEnough(Reason reason, Window window) {
        double oneRequest = DoubleStream.of(course.nanos(Latency.E2E)).average().orElse(0);
        return window.nanos() < oneRequest
                ? new SteadyState.Missing(Obstacle.TOO_SHORT)
                : found(reason, window, Obstacle.FEW_REQUESTS);
    }

    private SteadyState found(Reason reason, Window asked, Obstacle whenEmpty) {
        Window window = course.isWhole() ? asked : timeline.wholeBins(asked);
        Course inside = course.sentIn(window);
        return inside.size() == 0
                ? new SteadyState.Missing(whenEmpty)
                : new SteadyState.Found(reason, Figures.of(inside, course, timeline, window));
    }
}
