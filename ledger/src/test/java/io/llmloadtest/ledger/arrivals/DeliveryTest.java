package io.llmloadtest.ledger.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.model.Tick;
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
        Delivery delivery = Delivery.of(POISSON, poisson(0)).orElseThrow();
        assertThat(delivery.isDelivered(0)).isTrue();
        assertThat(delivery.achievedRate()).isEqualTo(delivery.drawnRate()).isBetween(90.0, 110.0);
        assertThat(delivery.low()).isLessThan(100);
        assertThat(delivery.high()).isGreaterThan(100);
        assertThat(delivery.gaps().orElseThrow().pValue()).isGreaterThan(0.001);
    }

    @Test
    void aLoadThatFallsBehindIsNot() {
        assertThat(Delivery.of(POISSON, poisson(0.1)).orElseThrow().isDelivered(5e7)).isFalse();
    }

    @Test
    void gapsThatWereBentByLatenessAreNotTheLaws() {
        SendTimes bunched = new SendTimes();
        for (int i = 0; i < 1000; i++) {
            bunched.add(new Tick(i * 10_000_000L), new Tick((i / 10 * 10 + 9) * 10_000_000L));
        }
        assertThat(Delivery.of(POISSON, bunched).orElseThrow().isDelivered(4.5e7)).isFalse();
    }

    @Test
    void aFewRequestsTellNothing() {
        SendTimes few = new SendTimes();
        few.add(Tick.ZERO, Tick.ZERO);
        assertThat(Delivery.of(POISSON, few)).isEmpty();
        assertThat(Delivery.of(POISSON, new SendTimes())).isEmpty();
        assertThat(Delivery.of(new ArrivalProcess.AtOnce(), poisson(0))).isEmpty();
    }

    @Test
    void theGammaLawIsTheKnownFunction() {
        assertThat(GapLaw.poisson().cumulative(1)).isCloseTo(1 - Math.exp(-1), within(1e-12));
        assertThat(new GapLaw.Gamma(2).cumulative(1)).isCloseTo(1 - 3 * Math.exp(-2), within(1e-12));
        assertThat(new GapLaw.Gamma(0.5).cumulative(1)).isCloseTo(0.682689492137086, within(1e-12)); // erf(1/sqrt 2)
        assertThat(new GapLaw.Gamma(2).cumulative(-1)).isZero();
    }
}
