package io.llmloadtest.store.chronicle;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.Rank;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.store.DockerMetricsView;
import io.llmloadtest.store.DockerMetricsView.EventView;
import io.llmloadtest.store.chronicle.Chronicle.Activity;
import io.llmloadtest.store.chronicle.Chronicle.LogMark;
import io.llmloadtest.store.chronicle.Chronicle.Phase;
import io.llmloadtest.store.chronicle.Chronicle.Point;
import io.llmloadtest.store.chronicle.Chronicle.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Makes the chronicle of a run from its books and its witnesses. Live and saved runs are told by the same books. */
public final class Chronicles {

    private static final int MOST_POINTS = 200;
    private static final int MOST_LOG_MARKS = 200;

    private final Account account;
    private final List<MetricsSample> samples;
    private final Optional<DockerMetricsView> log;

    private Chronicles(Account account, List<MetricsSample> samples, Optional<DockerMetricsView> log) {
        this.account = account;
        this.samples = samples;
        this.log = log;
    }

    /**
     * The chronicle of a run.
     *
     * @param account its books
     * @param samples what the metrics pages showed, in order of time
     * @param log what the server's log said; empty when it could not be read
     */
    public static Chronicle of(Account account, List<MetricsSample> samples, Optional<DockerMetricsView> log) {
        return new Chronicles(account, samples, log).chronicle();
    }

    private Chronicle chronicle() {
        List<Phase> phases = account.phases().stream().map(Chronicles::phase).flatMap(Optional::stream).toList();
        double seconds = DoubleStream
                .concat(phases.stream().mapToDouble(Phase::to), samples.stream().mapToDouble(s -> seconds(s.at())))
                .max().orElse(0);
        Duration width = account.timeline().wholeBins(StretchWidth.of(seconds));
        List<Timeline.Stretch> stretches = account.timeline().stretches(width);
        Requests requests = new Requests(seconds, width, stretches.size());
        account.phases().forEach(phase -> requests.add(account.course(phase.scope()),
                phase.scope() instanceof Scope.WarmUp));
        if (requests.every() > 1) {
            requests.countFailures(account.timeline());
        }
        List<Activity> client = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            client.add(activity(stretches.get(i), requests, i));
        }
        return new Chronicle(seconds, phases, client, ServerCourse.of(samples, width), requests.firstTokens(),
                requests.every() == 1 ? requests.timed() : timed(), requests.every(), requests.failures(), log(seconds),
                spreads());
    }

    /** How many requests with a known TTFT there were, held or not. */
    private long timed() {
        return account.phases().stream().mapToLong(phase -> account.tally(phase.scope()).ttft().count()).sum();
    }

    private static Optional<Phase> phase(PhaseNote note) {
        return switch (note.scope()) {
            case Scope.Run _ -> Optional.empty();
            case Scope.WarmUp(int level) -> Optional.of(phase(true, level, note));
            case Scope.Level(int level) -> Optional.of(phase(false, level, note));
        };
    }

    private static Phase phase(boolean warmUp, int level, PhaseNote note) {
        return new Phase(warmUp, level, seconds(note.active().from()), seconds(note.active().to()));
    }

    private static Activity activity(Timeline.Stretch stretch, Requests requests, int place) {
        return new Activity(seconds(stretch.window().from()), seconds(stretch.window().to()),
                stretch.tokens() / stretch.window().seconds(), stretch.least(), stretch.most(), stretch.mean(),
                requests.timedIn(place), requests.medianMillis(place), requests.longestMillis(place));
    }

    /** Errors stay before warnings when there are too many. */
    private List<LogMark> log(double seconds) {
        Optional<ClockTrack> clocks = account.clocks();
        if (clocks.isEmpty() || log.isEmpty()) {
            return List.of();
        }
        return log.get().events().stream().map(event -> mark(event, clocks.get()))
                .filter(mark -> mark.last() >= 0 && mark.first() <= seconds)
                .sorted(Comparator.comparing(LogMark::error).reversed()).limit(MOST_LOG_MARKS)
                .sorted(Comparator.comparingDouble(LogMark::first)).toList();
    }

    private static LogMark mark(EventView event, ClockTrack clocks) {
        return new LogMark(event.level().equals("error"), event.message(), event.count(),
                seconds(clocks.tickAt(event.first())), seconds(clocks.tickAt(event.last())));
    }

    private List<Spread> spreads() {
        List<Spread> spreads = new ArrayList<>();
        account.phases().forEach(phase -> {
            if (phase.scope() instanceof Scope.Level(int level)) {
                Tally tally = account.tally(phase.scope());
                spreads.add(spread(level, "ttft", tally.ttft().count(), tally.ttft().ranks(MOST_POINTS)));
                spreads.add(spread(level, "tpot", tally.tpot().count(), tally.tpot().ranks(MOST_POINTS)));
                spreads.add(spread(level, "itl", tally.itl().count(), tally.itl().ranks(MOST_POINTS)));
                spreads.add(spread(level, "e2e", tally.e2e().count(), tally.e2e().ranks(MOST_POINTS)));
            }
        });
        return spreads.stream().filter(spread -> spread.values() > 0).toList();
    }

    private static Spread spread(int level, String latency, long values, List<Rank> ranks) {
        return new Spread(level, latency, values,
                ranks.stream().map(rank -> new Point(rank.nanos() / 1e6, rank.share())).toList());
    }

    static double seconds(Tick tick) {
        return tick.nanos() / 1e9;
    }
}
