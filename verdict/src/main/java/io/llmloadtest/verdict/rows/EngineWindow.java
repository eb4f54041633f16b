package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One tick of the engines' statistics: what all of them generated in their common window.
 *
 * @param window the window, on the client's clock
 * @param serverTokens tokens generated in it
 * @param engines how many engines told of it
 * @param doubt how far from there the window's edges may lie
 * @param assumed whether the window's length is vLLM's default rather than seen
 */
record EngineWindow(Window window, double serverTokens, int engines, Duration doubt, boolean assumed) {

    /** Lines of several engines that belong to one tick come this close together. */
    private static final Duration SAME_TICK = Duration.ofMillis(100);

    /**
     * The ticks whose windows can be trusted. Lines of several engines are summed; a tick at which an engine's line is
     * missing, or came twice, is left out.
     */
    static List<EngineWindow> of(List<StatsLine> stats, ClockTrack clocks) {
        Set<String> engines = stats.stream().map(StatsLine::engine).collect(Collectors.toSet());
        List<EngineWindow> windows = new ArrayList<>();
        for (List<StatsLine> tick : ticks(stats)) {
            boolean whole = tick.size() == engines.size()
                    && tick.stream().map(StatsLine::engine).distinct().count() == engines.size();
            if (whole && tick.stream().allMatch(line -> line.comparable() && line.windowNanos() > 0)) {
                windows.add(joined(tick, clocks));
            }
        }
        return windows;
    }

    private static List<List<StatsLine>> ticks(List<StatsLine> stats) {
        List<List<StatsLine>> ticks = new ArrayList<>();
        for (StatsLine line : stats.stream().sorted(Comparator.comparing(StatsLine::at)).toList()) {
            boolean joins = !ticks.isEmpty()
                    && Duration.between(ticks.getLast().getFirst().at(), line.at()).compareTo(SAME_TICK) <= 0;
            if (!joins) {
                ticks.add(new ArrayList<>());
            }
            ticks.getLast().add(line);
        }
        return ticks;
    }

    private static EngineWindow joined(List<StatsLine> tick, ClockTrack clocks) {
        Window hull = tick.stream().map(line -> window(line, clocks)).reduce(Window::hull).orElseThrow();
        double rate = tick.stream().mapToDouble(StatsLine::generationTokensPerSecond).sum();
        return new EngineWindow(hull, rate * hull.seconds(), tick.size(),
                Duration.ofNanos(tick.stream().mapToLong(StatsLine::edgeDoubtNanos).max().orElse(0)),
                tick.stream().anyMatch(StatsLine::windowAssumed));
    }

    private static Window window(StatsLine line, ClockTrack clocks) {
        Tick end = clocks.tickAt(line.at());
        return new Window(end.plus(Duration.ofNanos(-line.windowNanos())), end);
    }

    /** Whether neither side did anything in it: such a window proves nothing. */
    boolean isIdle(Timeline timeline) {
        return serverTokens == 0 && timeline.outputTokens(window) == 0;
    }
}
