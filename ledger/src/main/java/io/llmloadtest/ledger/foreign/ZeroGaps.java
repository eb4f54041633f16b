package io.llmloadtest.ledger.foreign;

/**
 * Gaps between chunks that are next to nothing, as a tool has them that counts the role as a token, or a chunk of several
 * tokens as several chunks.
 *
 * @param requests completed requests whose chunks were stamped one by one
 * @param gaps all their gaps
 * @param nothing those below 0.2 ms
 * @param meanMillis mean of all gaps; 0 without any
 * @param restMillis mean of the others; 0 without any
 */
public record ZeroGaps(long requests, long gaps, long nothing, double meanMillis, double restMillis) {

    /** No gap was stamped. */
    public static final ZeroGaps NONE = new ZeroGaps(0, 0, 0, 0, 0);

    private static final double NEXT_TO_NOTHING = 0.2e-3;

    /** Counts. */
    static final class Counter {

        private long requests;
        private long gaps;
        private long nothing;
        private double sum;
        private double rest;

        void add(ToolRequest.Arrivals arrivals) {
            if (arrivals.placed() || arrivals.seconds().length < 2) {
                return;
            }
            requests++;
            for (int i = 1; i < arrivals.seconds().length; i++) {
                double gap = arrivals.seconds()[i] - arrivals.seconds()[i - 1];
                gaps++;
                sum += gap;
                if (gap < NEXT_TO_NOTHING) {
                    nothing++;
                } else {
                    rest += gap;
                }
            }
        }

        ZeroGaps counted() {
            return new ZeroGaps(requests, gaps, nothing, 1e3 * sum / Math.max(1, gaps),
                    1e3 * rest / Math.max(1, gaps - nothing));
        }
    }
}
