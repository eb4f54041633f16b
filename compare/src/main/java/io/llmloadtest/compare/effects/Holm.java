package io.llmloadtest.compare.effects;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (1979): of several tests made at once, the chance that any of them speaks up for nothing stays
 * at the level of one.
 */
final class Holm {

    private Holm() {
    }

    /** The adjusted chances, in the order of {@code chances}. */
    static double[] adjust(List<Double> chances) {
        int[] rising = IntStream.range(0, chances.size()).boxed().sorted(Comparator.comparing(chances::get))
                .mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[chances.size()];
        double soFar = 0;
        for (int step = 0; step < rising.length; step++) {
            soFar = Math.max(soFar, Math.min(1, (rising.length - step) * chances.get(rising[step])));
            adjusted[rising[step]] = soFar;
        }
        return adjusted;
    }
}
