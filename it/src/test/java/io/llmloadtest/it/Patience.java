package io.llmloadtest.it;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats a run whose timings the machine has disturbed. Test, client and server share few cores, so a latency may really
 * differ for a moment, and the product rightly says so. A latency that differs every time is not excused, and a count that
 * differs is not excused even once.
 */
final class Patience {

    private static final int ATTEMPTS = 3;

    private static final List<String> TIMED = List.of("Avg TTFT (ms)", "Avg E2E (ms)", "Avg Throughput");

    /** True for a while of a client that shares its cores. */
    private static final List<String> OF_THE_MACHINE = List.of("client-saturated", "load-not-delivered");

    private Patience() {
    }

    /** The first run that no timing speaks against, or the last. */
    static <R> R untilQuiet(Supplier<R> run, Function<R, Result> result) {
        R last = run.get();
        for (int i = 1; i < ATTEMPTS && isDisturbed(result.apply(last)); i++) {
            last = run.get();
        }
        return last;
    }

    /** Whether only timings differ that no cause but the machine explains. */
    private static boolean isDisturbed(Result result) {
        if (result.rowsThatWarnAnywhere().isEmpty()) {
            return result.warnings().stream().anyMatch(OF_THE_MACHINE::contains);
        }
        return result.rowsThatWarnAnywhere().stream().anyMatch(TIMED::contains)
                && result.rowsThatWarnAnywhere().stream().allMatch(TIMED::contains)
                && result.warnings().stream().anyMatch(List.of("unexplained-difference", "ttft-gap")::contains);
    }
}
