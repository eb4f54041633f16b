package io.llmloadtest.ledger.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.model.Tick;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final ArrivalProcess.Drawn POISSON = new ArrivalProcess.Drawn(100, GapLaw.poisson(), 5);

    private static SendTimes poisson(double lateShare) {
        SplittableRandom random = new SplittableRandom(5);
        SendTimes times = new SendTimes();
        double at = 0;
        for (int i = 0; i < 1000; i++) {
            at += random.nextExponential() / 100;
            times.add(new Tick(Math.round(at * 1e9)), new Tick(Math.round(at * (1 + lateShare) * 1e9)));
        }
        return times;
    }

    @Test
    void aPunctualLoadIsDelivered() {
        Delivery delivery = Delivery.of(POISSON, poisson(0), Tick.ZERO).orElseThrow();
        assertThat(delivery.isDelivered(0)).isTrue();
        assertThat(delivery.achievedRate()).isEqualTo(delivery.drawnRate()).isBetween(90.0, 110.0);
        assertThat(delivery.low()).isLessThan(100);
        assertThat(delivery.high()).isGreaterThan(100);
        assertThat(delivery.gaps().orElseThrow().pValue()).isGreaterThan(0.001);
    }

    @Test
    void aLoadThatFallsBehindIsNot() {
        assertThat(Delivery.of(POISSON, poisson(0.1), Tick.ZERO).orElseThrow().isDelivered(5e7)).isFalse();
    }

    @Test
    void gapsThatWereBentByLatenessAreNotTheLaws() {
        SendTimes bunched = new SendTimes();
        for (int i = 0; i < 1000; i++) {
            bunched.add(new Tick(i * 10_000_000L), new Tick((i / 10 * 10 + 9) * 10_000_000L));
        }
        assertThat(Delivery.of(POISSON, bunched, Tick.ZERO).orElseThrow().isDelivered(4.5e7)).isFalse();
    }

    @Test
    void aHitchThatOnlyABriefLoadCanNoticeIsNone() {
        ArrivalProcess fast = new ArrivalProcess.Drawn(1000, new GapLaw.Constant(), 0);
        SendTimes brief = new SendTimes();
        SendTimes lasting = new SendTimes();
        for (int i = 0; i < 20; i++) {
            brief.add(new Tick(i * 1_000_000L), new Tick(i * 1_200_000L));
        }
        for (int i = 0; i < 2000; i++) {
            lasting.add(new Tick(i * 1_000_000L), new Tick(i * 1_200_000L));
        }
        assertThat(Delivery.of(fast, brief, Tick.ZERO).orElseThrow().isDelivered(2e6)).isTrue();
        assertThat(Delivery.of(fast, lasting, Tick.ZERO).orElseThrow().isDelivered(2e8)).isFalse();
    }

    @Test
    void gapsOfARateThatChangesAreMeasuredByTheRateOfTheMoment() {
        RateProfile stages = new RateProfile.Stages(
                List.of(new RateProfile.Stage(10, 20), new RateProfile.Stage(200, 20)));
        ArrivalProcess process = new ArrivalProcess.Drawn(stages, GapLaw.poisson(), 5);
        Tick start = new Tick(7_000_000_000L);
        SendTimes times = new SendTimes();
        SplittableRandom random = new SplittableRandom(5);
        double at = 0;
        for (int i = 0; Double.isFinite(at = stages.after(i, at, random.nextExponential())); i++) {
            Tick moment = new Tick(start.nanos() + Math.round(at * 1e9));
            times.add(moment, moment);
        }

        assertThat(Delivery.of(process, times, start).orElseThrow().gaps().orElseThrow().pValue())
                .isGreaterThan(0.001);
        ArrivalProcess steady = new ArrivalProcess.Drawn(105, GapLaw.poisson(), 5);
        assertThat(Delivery.of(steady, times, start).orElseThrow().gaps().orElseThrow().pValue()).isLessThan(1e-6);
    }

    @Test
    void aTraceIsDeliveredOrNotByItsRateAlone() {
        ArrivalProcess trace = new ArrivalProcess.Replayed("azure.csv", 1);
        assertThat(Delivery.of(trace, poisson(0), Tick.ZERO).orElseThrow().isDelivered(0)).isTrue();
        assertThat(Delivery.of(trace, poisson(0.1), Tick.ZERO).orElseThrow().isDelivered(0)).isFalse();
        assertThat(Delivery.of(trace, poisson(0), Tick.ZERO).orElseThrow().gaps()).isEmpty();
    }

    @Test
    void aFewRequestsTellNothing() {
        SendTimes few = new SendTimes();
        few.add(Tick.ZERO, Tick.ZERO);
        assertThat(Delivery.of(POISSON, few, Tick.ZERO)).isEmpty();
        assertThat(Delivery.of(POISSON, new SendTimes(), Tick.ZERO)).isEmpty();
        assertThat(Delivery.of(new ArrivalProcess.AtOnce(), poisson(0), Tick.ZERO)).isEmpty();
    }

    @Test
    void theGammaLawIsTheKnownFunction() {
        assertThat(GapLaw.poisson().cumulative(1)).isCloseTo(1 - Math.exp(-1), within(1e-12));
        assertThat(new GapLaw.Gamma(2).cumulative(1)).isCloseTo(1 - 3 * Math.exp(-2), within(1e-12));
        assertThat(new GapLaw.Gamma(0.5).cumulative(1)).isCloseTo(0.682689492137086, within(1e-12)); // erf(1/sqrt 2)
        assertThat(new GapLaw.Gamma(2).cumulative(-1)).isZero();
    }
}
