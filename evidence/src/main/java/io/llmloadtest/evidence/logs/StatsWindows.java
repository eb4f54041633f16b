package io.llmloadtest.evidence.logs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What stretch of time each statistics line of one engine covers, from one server start to the next.
 *
 * <p>V1 has a regular tick ({@code VLLM_LOG_STATS_INTERVAL}, 10 s unless set). A tick with nothing to say prints nothing
 * since 0.8.5, yet ends its window; so after a silence a line covers one interval, not the silence. The first line after a
 * start was seen to cover anything (25.6 s in 0.9.2). V0 prints when something runs, at no regular distance.
 */
final class StatsWindows {

    private static final long DEFAULT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long SHORTEST_NANOS = Duration.ofMillis(500).toNanos();
    private static final double SLACK = 0.05;
    private static final double CLEARLY_SHORTER = 0.8;

    private final List<StatsHistory.Entry> entries;
    private final long interval;
    private final boolean assumed;
    private final boolean guessed;

    /** The lines of one engine and one server start, in the log's order. */
    StatsWindows(List<StatsHistory.Entry> entries) {
        this.entries = entries;
        long[] spacings = IntStream.range(1, entries.size())
                .filter(at -> entries.get(at).stats().regular() && entries.get(at - 1).stats().regular())
                .mapToLong(this::spacing).filter(nanos -> nanos >= SHORTEST_NANOS).sorted().toArray();
        long regular = smallestRepeated(spacings);
        long shortest = spacings.length == 0 ? Long.MAX_VALUE : spacings[0];
        boolean isDefault = Arrays.stream(spacings).anyMatch(nanos -> isNear(nanos, DEFAULT_NANOS));
        this.assumed = regular == 0 && !isDefault;
        // Without a repeated spacing the default holds, unless one much shorter spacing shows that it cannot.
        boolean clearlyShorter = shortest < DEFAULT_NANOS * CLEARLY_SHORTER;
        // A late stamp makes one spacing anything, so what only one tells is an interval that may be wrong by as much.
        this.guessed = assumed && clearlyShorter;
        this.interval = regular > 0 ? regular : isDefault || !clearlyShorter ? DEFAULT_NANOS : shortest;
    }

    StatsLine line(int at) {
        StatsHistory.Entry entry = entries.get(at);
        EngineStats stats = entry.stats();
        boolean isFirst = at == 0;
        long spacing = isFirst ? interval : spacing(at);
        boolean onTick = isNear(spacing, interval);
        // A busy event loop delays ticks; after a line with tokens none can have been silent.
        boolean late = !isFirst && !onTick && spacing < 2 * interval * (1 - SLACK)
                && !entries.get(at - 1).stats().isIdle();
        boolean early = spacing < interval * (1 - SLACK);
        boolean firstAfterStart = isFirst && entry.start() > 0;
        boolean comparable = stats.regular() && !firstAfterStart && !early && !guessed;
        long window = stats.regular() && !onTick && !late ? interval : spacing;
        return new StatsLine(entry.at(), entry.engine(), stats.prompt(), stats.generation(), stats.running(),
                stats.waiting(), stats.kvUsage(), stats.prefixHit(), window, assumed,
                Math.max(lateness(at), isFirst ? 0 : lateness(at - 1)), comparable);
    }

    private long spacing(int at) {
        return Moments.nanos(entries.get(at).at()) - Moments.nanos(entries.get(at - 1).at());
    }

    /** How much later than the beat a line came; 0 for the first, and for lines without a beat. */
    private long lateness(int at) {
        return at == 0 || !entries.get(at).stats().regular()
                ? 0
                : Math.clamp(offBeat(spacing(at), interval), 0, interval / 2);
    }

    /** By how much a spacing is more than the nearest number of intervals. */
    private static long offBeat(long spacing, long interval) {
        return spacing - Math.max(1, Math.round((double) spacing / interval)) * interval;
    }

    /**
     * The smallest spacing that comes twice and that most spacings are multiples of; 0 when there is none. After a late tick
     * the next comes early by as much, so short spacings alone may come twice.
     */
    private static long smallestRepeated(long[] sorted) {
        for (int at = 1; at < sorted.length; at++) {
            long interval = sorted[at - 1];
            long onBeat = Arrays.stream(sorted).filter(nanos -> Math.abs(offBeat(nanos, interval)) <= interval * SLACK)
                    .count();
            if (isNear(sorted[at], interval) && 2 * onBeat > sorted.length) {
                return interval;
            }
        }
        return 0;
    }

    private static boolean isNear(long nanos, long other) {
        return Math.abs(nanos - other) <= other * SLACK;
    }
}
