package io.llmloadtest.ledger.arrivals;

/** How the gaps between arrivals spread, told for gaps whose mean is 1. */
public sealed interface GapLaw {

    /** Independent arrivals: a Poisson process. */
    static GapLaw poisson() {
        return new Gamma(1);
    }

    /** Every gap is the same. */
    record Constant() implements GapLaw {}

    /**
     * Gamma with mean 1: the law of {@code vllm bench serve --burstiness} (0.32.0). A shape of 1 is Poisson, below 1
     * arrivals come in bursts, above 1 they come more evenly.
     *
     * @param shape above 0; the gaps' standard deviation is {@code 1 / sqrt(shape)}
     */
    record Gamma(double shape) implements GapLaw {
        public Gamma {
            if (!(shape > 0) || Double.isInfinite(shape)) {
                throw new IllegalArgumentException("a gamma law has a shape above 0");
            }
        }
    }

    /** The share of gaps that are at most {@code gap}. */
    default double cumulative(double gap) {
        return switch (this) {
            case Constant() -> gap < 1 ? 0 : 1;
            case Gamma(double shape) -> gap <= 0 ? 0 : GammaFunction.lowerShare(shape, shape * gap);
        };
    }

    /** The standard deviation of the gaps. */
    default double deviation() {
        return switch (this) {
            case Constant() -> 0;
            case Gamma(double shape) -> 1 / Math.sqrt(shape);
        };
    }

    /** Its published name: {@code constant}, {@code poisson} or {@code gamma}. */
    default String key() {
        return switch (this) {
            case Constant() -> "constant";
            case Gamma(double shape) -> shape == 1 ? "poisson" : "gamma";
        };
    }
}
