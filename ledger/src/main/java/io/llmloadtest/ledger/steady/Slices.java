package io.llmloadtest.ledger.steady;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.util.ArrayList;
import java.util.List;

/** Cuts a window into slices of equal length that follow each other. */
final class Slices {

    /** As many as there are batches in a sequence. */
    static final int FOR_INTERVALS = 20;

    /** Shorter ones hold so few events that they only show their granularity. */
    private static final long SHORTEST_NANOS = 100_000_000;

    private Slices() {
    }

    /** So many slices; none when they would be shorter than 100 ms. */
    static List<Window> of(Window window, int count) {
        if (window.nanos() / count < SHORTEST_NANOS) {
            return List.of();
        }
        List<Window> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slices.add(new Window(at(window, i, count), at(window, i + 1, count)));
        }
        return slices;
    }

    /** As many as fit, up to {@code most}. */
    static List<Window> upTo(Window window, int most) {
        return of(window, Math.clamp(window.nanos() / SHORTEST_NANOS, 1, most));
    }

    private static Tick at(Window window, int slice, int slices) {
        return new Tick(window.from().nanos() + Math.round(window.nanos() * ((double) slice / slices)));
    }
}
