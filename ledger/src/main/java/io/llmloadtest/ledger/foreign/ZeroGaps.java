package io.llmloadtest.ledger.foreign;

/**
 * Gaps of a tool that lie between no two chunks with tokens: between the role's chunk and the first token, or between tokens
 * of one chunk or chunks of one read, which have one stamp.
 *
 * @param requests completed requests whose chunks were stamped one by one
 * @param gaps all their gaps
 * @param nothing those that are none
 * @param meanMillis mean of all gaps; 0 without any
 * @param restMillis mean of the others; 0 without any
 */
public record ZeroGaps(long requests, long gaps, long nothing, double meanMillis, double restMillis) {

    /** No gap was stamped. */
    public static final ZeroGaps NONE = new ZeroGaps(0, 0, 0, 0, 0);

    /** Counts. */
    static final class Counter {

        private long requests;
        private long gaps;
        private long nothing;
        private double sum;
        private double rest;

        void add(ToolRequest.Arrivals arrivals) {
            if (arrivals.placed() || arrivals.size() < 2) {
                return;
            }
            requests++;
            for (int i = 1; i < arrivals.size(); i++) {
                double gap = arrivals.at(i) - arrivals.at(i - 1);
                gaps++;
                sum += gap;
                if (gap <= 0 || (i == 1 && arrivals.roleFirst())) {
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
