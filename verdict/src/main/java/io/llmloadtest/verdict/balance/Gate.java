package io.llmloadtest.verdict.balance;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.CaseFile;
import java.util.List;

/**
 * The first pass: what cannot be used becomes absent, so that no later pass can mistake it for a number. A restart, seen
 * by either witness, makes the counters unusable: a counter that started over can overtake its old value and then looks
 * sound.
 *
 * <p>
 * Counters that did not come to rest stay: they only grow, so what they show beyond our own work is real, and a server
 * that never saw our requests never comes to rest at our totals. What they lack is the cause {@code counters-unsettled}'s
 * to explain.
 */
public final class Gate {

    private Gate() {
    }

    /** Admits a level's file, or any that stands alone. */
    public static Admitted admit(CaseFile file) {
        ServerDelta delta = usable(file);
        return new Admitted(file, together(file), delta, delta);
    }

    /** Admits the run's file; its latencies are those of the levels, warm-ups left out. */
    public static Admitted admit(CaseFile run, List<CaseFile> levels) {
        ServerDelta pooled = levels.stream().map(Gate::usable).reduce(ServerDelta::plus)
                .orElseGet(() -> usable(run));
        return new Admitted(run, together(run), usable(run), pooled);
    }

    /** Whether the server started anew inside the file's evidence. */
    public static boolean restarted(CaseFile file) {
        return file.metrics().restarted() || restarted(file.log());
    }

    private static boolean restarted(LogTestimony log) {
        return log.restarted() || log.digest().serverStarts() > 0;
    }

    private static ServerDelta usable(CaseFile file) {
        return switch (file.metrics().availability()) {
            case MetricsAvailability.NotAsked(Why why) -> ServerDelta.absent(why);
            case MetricsAvailability.Unavailable _ -> ServerDelta.absent(Why.NO_METRICS);
            case MetricsAvailability.Available _ -> restarted(file) ? ServerDelta.absent(Why.COUNTER_RESET)
                    : file.metrics().delta();
        };
    }

    /** A known 0 when the log can be counted in, or why not. */
    static Reading log(CaseFile file) {
        return switch (file.log().availability()) {
            case LogAvailability.NotAsked _ -> Reading.absent(Why.NOT_ASKED);
            case LogAvailability.Illegible _ -> Reading.absent(Why.NO_LOG);
            case LogAvailability.Legible _ -> file.log().digest().cut() > 0 ? Reading.absent(Why.LOG_CUT)
                    : Reading.of(0);
        };
    }

    private static Tally together(CaseFile file) {
        if (file.warmUp().sent() == 0) {
            return file.tally();
        }
        Tally all = new Tally(file.tally().limits());
        all.addAll(file.tally());
        all.addAll(file.warmUp());
        return all;
    }
}
