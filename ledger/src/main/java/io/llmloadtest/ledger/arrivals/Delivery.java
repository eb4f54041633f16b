package io.llmloadtest.ledger.arrivals;

import java.util.Optional;

/**
 * What became of a rate: what was asked, what the schedule drew, what was sent.
 *
 * @param askedRate requests per second asked for
 * @param drawnRate requests per second of the very arrivals that were sent, had all been on time; differs from what was
 *     asked by the luck of the draw only
 * @param achievedRate requests per second from the first send to the last
 * @param low lower end of the 95 % interval of {@code achievedRate}, by the law's own spread
 * @param high upper end of it
 * @param gaps the gaps sent against the law; empty for constant gaps, which any jitter tells apart from the law, and
 *     beyond a million requests
 */
public record Delivery(double askedRate, double drawnRate, double achievedRate, double low, double high,
        Optional<KolmogorovSmirnov> gaps) {

    private static final double NORMAL_95 = 1.96;
    private static final double ENOUGH = 0.95;
    private static final double IMPROBABLE = 0.001;
    private static final double LATE = 0.1;
    private static final int FEWEST = 10;

    /** What became of {@code process}; empty when it has no rate, or too few requests were sent to tell. */
    public static Optional<Delivery> of(ArrivalProcess process, SendTimes times) {
        if (!(process instanceof ArrivalProcess.Drawn drawn) || times.gaps() < FEWEST || times.sentSeconds() <= 0
                || times.intendedSeconds() <= 0) {
            return Optional.empty();
        }
        double achieved = (double) times.gaps() / times.sentSeconds();
        double spread = NORMAL_95 * drawn.law().deviation() / Math.sqrt((double) times.gaps());
        Optional<KolmogorovSmirnov> test = drawn.law() instanceof GapLaw.Constant || !times.isComplete()
                ? Optional.empty()
                : Optional.of(KolmogorovSmirnov.of(times.gapSeconds(),
                        gap -> drawn.law().cumulative(gap * drawn.perSecond())));
        return Optional.of(new Delivery(drawn.perSecond(), (double) times.gaps() / times.intendedSeconds(), achieved,
                achieved * Math.max(0, 1 - spread), achieved * (1 + spread), test));
    }

    /**
     * Whether the load got out as drawn: within 5 % of its rate, and in gaps that may be the law's where lateness could
     * have bent them. The luck of the draw is no fault: the rate is compared with the arrivals drawn.
     *
     * @param meanLatenessNanos how late requests were sent
     */
    public boolean isDelivered(double meanLatenessNanos) {
        boolean bent = gaps.filter(test -> test.pValue() < IMPROBABLE).isPresent()
                && meanLatenessNanos / 1e9 > LATE / askedRate;
        return achievedRate >= ENOUGH * drawnRate && !bent;
    }
}
