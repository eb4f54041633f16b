package io.llmloadtest.ledger.arrivals;

import io.llmloadtest.model.Tick;
import java.util.Optional;

/**
 * What became of a rate: what was asked, what the schedule drew, what was sent.
 *
 * @param askedRate requests per second asked for; where that changes, those of the arrivals drawn
 * @param drawnRate requests per second of the very arrivals that were sent, had all been on time; differs from what was
 *     asked by the luck of the draw only
 * @param achievedRate requests per second from the first send to the last
 * @param low lower end of the 95 % interval of {@code achievedRate}, by the law's own spread
 * @param high upper end of it
 * @param lagSeconds by how much longer sending took than it should have
 * @param gaps the gaps sent against the law, those between the first {@value SendTimes#MOST} sends where there are more; empty for
 *     constant gaps and traces, which any jitter tells apart from the law
 */
public record Delivery(double askedRate, double drawnRate, double achievedRate, double low, double high,
        double lagSeconds, Optional<KolmogorovSmirnov> gaps) {

    private static final double NORMAL_95 = 1.96;
    private static final double ENOUGH = 0.95;
    private static final double IMPROBABLE = 0.001;
    private static final double LATE = 0.1;
    private static final double LAG_SECONDS = 0.1;
    private static final int FEWEST = 10;

    /**
     * What became of {@code process}; empty when it has no rate, or too few requests were sent to tell.
     *
     * @param start when the process began
     */
    public static Optional<Delivery> of(ArrivalProcess process, SendTimes times, Tick start) {
        if (process instanceof ArrivalProcess.AtOnce || times.gaps() < FEWEST || times.sentSeconds() <= 0
                || times.intendedSeconds() <= 0) {
            return Optional.empty();
        }
        double planned = (double) times.gaps() / times.intendedSeconds();
        double achieved = (double) times.gaps() / times.sentSeconds();
        double deviation = process.gapLaw().map(GapLaw::deviation).orElse(0.0);
        double spread = NORMAL_95 * deviation / Math.sqrt((double) times.gaps());
        return Optional.of(new Delivery(process.rate().orElse(planned), planned, achieved,
                achieved * Math.max(0, 1 - spread), achieved * (1 + spread),
                times.sentSeconds() - times.intendedSeconds(), test(process, times, start)));
    }

    private static Optional<KolmogorovSmirnov> test(ArrivalProcess process, SendTimes times, Tick start) {
        return process instanceof ArrivalProcess.Drawn(RateProfile profile, GapLaw.Gamma law, long _)
                ? Optional.of(KolmogorovSmirnov.of(units(profile, times.sentSecondsFrom(start)),
                        law::cumulative))
                : Optional.empty();
    }

    /** The gaps between those moments, as they were with a rate of 1 throughout. */
    private static double[] units(RateProfile profile, double[] moments) {
        double[] units = new double[moments.length - 1];
        for (int i = 0; i < units.length; i++) {
            units[i] = profile.units(i + 1, moments[i], moments[i + 1]);
        }
        return units;
    }

    /** Whether chance had a part in it, so that its rate has an interval. */
    public boolean isRandom() {
        return high > low;
    }

    /**
     * Whether the load got out as drawn: within 5 % of its rate or a tenth of a second of its time, and in gaps that may be
     * the law's where lateness could have bent them. The luck of the draw is no fault: the rate is compared with the arrivals drawn.
     *
     * @param meanLatenessNanos how late requests were sent
     */
    public boolean isDelivered(double meanLatenessNanos) {
        boolean bent = gaps.filter(test -> test.pValue() < IMPROBABLE).isPresent()
                && meanLatenessNanos / 1e9 > LATE / askedRate;
        return (achievedRate >= ENOUGH * drawnRate || lagSeconds <= LAG_SECONDS) && !bent;
    }
}
